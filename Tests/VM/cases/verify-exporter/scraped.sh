#!/usr/bin/env bash
# A real Prometheus scrapes the exporter by TLS for ten minutes (WEIR_SECONDS) while containers come and go and the
# certificate is replaced each turn: it is up all the time, what went is stale at the next scrape, and no sample is refused.
# deadline: 1500
set -euxo pipefail
/weir/guest/containers.sh
# shellcheck source=Scripts/boards/prometheus.sh
. /weir/checkout/Scripts/boards/prometheus.sh
seconds=${WEIR_SECONDS:-600} children=()
cleanup() {
  [[ ! -s exporter.log ]] || tail -n 20 exporter.log >&3
  kill "${children[@]}" || true
  docker rm -f steady passing || true
  podman rm -f -t 0 passing || true
} 3>&1 >/dev/null 2>&1
trap cleanup EXIT

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=authority \
  -keyout authority.key -out authority.crt
# A certificate and its key are two files: they are put in place one after the other, as a client of ACME does.
certify() { # NUMBER
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj /CN=weir -keyout next.key -out next.csr
  openssl x509 -req -in next.csr -CA authority.crt -CAkey authority.key -set_serial "$1" -days 1 -out next.crt \
    -extfile <(echo 'subjectAltName=IP:127.0.0.1')
  mv next.crt web.crt
  sleep 2
  # The new certificate with the old key is not taken.
  if (($1 > 1)); then [[ $((16#$(served))) -eq $(($1 - 1)) ]]; fi
  mv next.key web.key
}
served() { # the serial number of the certificate that clients get
  openssl s_client -connect 127.0.0.1:10272 -CAfile authority.crt </dev/null 2>/dev/null |
    openssl x509 -noout -serial | sed 's/serial=//'
}
certify 1
echo "tls_server_config: {cert_file: $PWD/web.crt, key_file: $PWD/web.key}" >web.yml
weir-exporter --web.listen-address=127.0.0.1:10272 --web.config.file=web.yml >exporter.log 2>&1 &
children+=($!)
curl -sSf -o /dev/null --cacert authority.crt --retry 60 --retry-delay 1 --retry-all-errors https://127.0.0.1:10272/-/ready
cat >prometheus.yml <<END
global: {scrape_interval: 5s, scrape_timeout: 5s}
scrape_configs:
- {job_name: weir, scheme: https, tls_config: {ca_file: $PWD/authority.crt}, static_configs: [{targets: ["127.0.0.1:10272"]}]}
END
prometheus_begin "$PWD" --log.level=debug
children+=("$prometheus_process")

docker run -d --name steady --memory 64m --network none weir-busybox sleep 9999
seen() { [[ -n $(prometheus_value "cgroup_pids_current{name=\"$1\"}") ]]; }
until_seen() { for _ in {1..60}; do if seen "$1"; then return; fi; sleep 1; done; return 1; }
# Waits until Prometheus has scraped after an instant.
until_scraped() { # SECONDS SINCE 1970
  local last
  for _ in {1..60}; do
    last=$(prometheus_value 'timestamp(up{job="weir"})')
    if awk -v last="${last:-0}" -v from="$1" 'BEGIN { exit !(last > from) }'; then return; fi
    sleep 0.3
  done
  return 1
}
turn=0 until=$((SECONDS + seconds))
while ((SECONDS < until)); do
  turn=$((turn + 1))
  for engine in docker podman; do
    "$engine" run -d --name passing --network none weir-busybox sleep 9999
    until_seen passing
    "$engine" rm -f -t 0 passing || "$engine" rm -f passing
    gone=$(date +%s.%N)
    until_scraped "$gone"
    # The scrape after it went marked it as stale: an instant query, which looks back five minutes, has nothing.
    if seen passing; then echo "passing of $engine is there after it went" && exit 1; fi
    [[ -n $(prometheus_value 'last_over_time(cgroup_pids_current{name="passing"}[2m])') ]]
    seen steady
  done
  certify $((turn + 1))
  for _ in {1..20}; do [[ $((16#$(served))) -ne $((turn + 1)) ]] || break; sleep 1; done
  [[ $((16#$(served))) -eq $((turn + 1)) ]]
done
window=$((SECONDS < 3600 ? SECONDS : 3600))s
echo "scraped: $turn turns, $(prometheus_value "count_over_time(up[$window])") scrapes," \
  "the longest $(prometheus_value "max_over_time(scrape_duration_seconds[$window])") s"
[[ $(prometheus_value "min_over_time(up{job=\"weir\"}[$((seconds - 10))s])") = 1 ]]
[[ $(prometheus_value "max(abs(scrape_samples_scraped - scrape_samples_post_metric_relabeling))") = 0 ]]
# Pairs that do not match were met, one a turn unless a look came late, and each was said; each turn's whole pair was taken.
kept=$(grep -c 'msg="web configuration kept as it was"' exporter.log)
anew=$(grep -c 'msg="web configuration read anew"' exporter.log)
echo "certificates: $anew taken, $kept pairs that do not match"
[[ $kept -ge 1 && $kept -le $turn && $anew -eq $turn ]]
if grep -iE 'out of order|duplicate|rejected|append failed|error on ingesting|Scrape commit failed' prometheus.log; then exit 1; fi
