#!/usr/bin/env bash
# scrape.sh [SECONDS]: a real Prometheus scrapes the exporter over a real machine's files on the loopback interface, while
# rude clients come and go. Then: it was up all the time, no sample was rejected, the series are there, and memory stayed.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Scripts/boards/prometheus.sh
. Scripts/boards/prometheus.sh
seconds=${1:-60}
work=$(mktemp -d)
children=()
end() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  for child in "${children[@]}"; do wait "$child" 2>/dev/null || true; done
  rm -rf "$work"
}
trap end EXIT
fail() {
  echo "scrape.sh: $*" >&2
  tail -n 20 "$work"/*.log >&2
  exit 1
}
tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C "$work"

# Both take a port that is free and say which. The log is there before its writer is.
: >"$work/exporter.log"
.build/debug/weir-exporter --root "$work" --web.listen-address 127.0.0.1:0 2>"$work/exporter.log" &
children+=($!)
port=
for _ in {1..200}; do
  port=$(sed -n 's/.*msg=listening address=127\.0\.0\.1:\([0-9]*\) .*/\1/p' "$work/exporter.log")
  [[ -n $port ]] && break
  sleep 0.1
done
[[ -n $port ]] || fail "the exporter does not listen"
# The page as it is served, which has what --once has not: kills, and what the server says of itself. What promtool finds
# it says; it ends with 0 for some of it.
if command -v promtool >/dev/null; then
  curl -sf "http://127.0.0.1:$port/metrics" >"$work/page.prom" || fail "the page is not served"
  grep -q '^weir_exporter_http_requests_total' "$work/page.prom" || fail "the page lacks the exporter's own figures"
  said=$(promtool check metrics <"$work/page.prom" 2>&1) || fail "promtool: $said"
  [[ -z $said ]] || fail "promtool: $said"
  echo "scrape: promtool finds nothing in the page of $(grep -vc '^#' "$work/page.prom") series"
fi
cat >"$work/prometheus.yml" <<END
global: { scrape_interval: 5s, scrape_timeout: 4s }
scrape_configs:
  - job_name: weir
    static_configs: [{ targets: ["127.0.0.1:$port"] }]
END
prometheus_begin "$work" --log.level=debug || fail "Prometheus does not listen"
children+=("$prometheus_process")

# Rude clients, a few a second: garbage, half a request, and connections that say nothing.
until=$((SECONDS + seconds))
held=()
while ((SECONDS < until)); do
  for words in 'nonsense' 'GET /metrics HTTP/1.1' ''; do
    exec {line}<>"/dev/tcp/127.0.0.1/$port"
    printf '%s\r\n' "$words" >&"$line"
    held+=("$line")
  done
  if ((${#held[@]} > 60)); then
    for line in "${held[@]:0:30}"; do exec {line}>&-; done
    held=("${held[@]:30}")
  fi
  { printf 'X: ' && head -c 1000000 /dev/zero | tr '\0' 'x'; } | curl -s -o /dev/null -H @- "http://127.0.0.1:$port/" 2>/dev/null || true
  sleep 0.5
done

window=${seconds}s
holds() { # WHAT QUERY: the query, a comparison, has an answer
  local said
  said=$(prometheus_value "$2")
  [[ -n $said ]] || fail "$1: no answer to: $2"
  echo "scrape: $1 ($said)"
}
holds "up all the time" "min_over_time(up[$window]) == 1"
holds "scraped as often as was asked" "count_over_time(up[$window]) >= $((seconds / 5 - 2))"
holds "every group has its CPU time" "count(cgroup_cpu_usage_seconds_total) >= 30"
holds "a container has its name" 'count(cgroup_memory_current_bytes{kind="container",name!=""}) > 0'
holds "every collector read everything" 'min(min_over_time(weir_scrape_collector_success['"$window"'])) == 1'
holds "no sample is left out or added twice" 'max(abs(scrape_samples_scraped - scrape_samples_post_metric_relabeling)) == 0'
holds "rude clients were answered" 'weir_exporter_http_requests_total{code="400"} > 3'
holds "long heads were refused" 'weir_exporter_http_requests_total{code="431"} > 3'
holds "scrapes are quick" "max(max_over_time(scrape_duration_seconds[$window])) < 4"
holds "MB of memory that came with rude clients" \
  "max_over_time(process_resident_memory_bytes[$window]) / 1e6 - min_over_time(process_resident_memory_bytes[$window]) / 1e6 < 24"
if rejected=$(grep -iE 'out of order|duplicate|rejected|append failed|error on ingesting|Scrape commit failed' "$work/prometheus.log"); then
  fail "Prometheus says: $rejected"
fi
for child in "${children[@]}"; do kill -0 "$child" 2>/dev/null || fail "a server ended by itself"; done
# It ends when it is told to, and as one that was.
kill -TERM "${children[0]}"
code=0
wait "${children[0]}" || code=$?
[[ $code -eq 0 ]] || fail "the exporter ended with $code"
echo "scrape: it ended as it was told"
