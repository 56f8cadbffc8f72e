#!/usr/bin/env bash
# A real Prometheus scrapes weir-exporter over containers that are throttled, fill their memory, write, are killed, come and go.
# Then every query of every board must give data, what went is stale at once, kills outlive their group, and panels are drawn
# from what Prometheus has: the pictures come out on lines of their own.
# deadline: 900
set -euxo pipefail
/weir/guest/containers.sh
# shellcheck source=Scripts/boards/prometheus.sh
. /weir/checkout/Scripts/boards/prometheus.sh
seconds=${WEIR_SECONDS:-240} children=()
cleanup() {
  kill "${children[@]}" || true
  docker rm -f web cache hog passing || true
  podman rm -f -t 0 log || true
} >/dev/null 2>&1
trap cleanup EXIT

weir-exporter --web.listen-address=127.0.0.1:10272 >exporter.log 2>&1 &
children+=($!)
curl -sS -o /dev/null --retry 60 --retry-delay 1 --retry-connrefused http://127.0.0.1:10272/-/ready
mkdir rules
for rules in /weir/checkout/Dashboards/rules/*.yaml; do
  sed 's/^  interval: .*/  interval: 10s/' "$rules" >"rules/${rules##*/}"
done
cat >prometheus.yml <<END
global: {scrape_interval: 5s, scrape_timeout: 5s, evaluation_interval: 10s}
rule_files: ["$PWD/rules/*.yaml"]
scrape_configs:
- {job_name: weir, static_configs: [{targets: ["127.0.0.1:10272"], labels: {instance: $(uname -n)}}]}
END
prometheus_begin "$PWD"
children+=("$prometheus_process")

docker run -d --name web --cpus 0.4 --memory 64m --pids-limit 100 weir-busybox sh -c \
  'busybox ping -q -s 900 172.17.0.1 >/dev/null & while :; do dd if=/dev/zero of=/x bs=64k count=8 conv=fsync 2>/dev/null; done'
docker run -d --name cache --cpus 0.3 --memory 48m --pids-limit 100 --network none weir-busybox sh -c \
  'dd if=/dev/zero of=/big bs=1M count=80 2>/dev/null; while :; do dd if=/big of=/dev/null bs=64k 2>/dev/null; done'
podman run -d --name log --network none weir-busybox sh -c \
  'while :; do dd if=/dev/zero of=/log bs=1M count=10 conv=fsync 2>/dev/null; sleep 4; done'
until=$((SECONDS + seconds))
while ((SECONDS < until)); do
  # Seen before it dies: its name is looked for when its group is new.
  docker run -d --rm --name hog --memory 32m --memory-swap 32m --network none weir-busybox sh -c \
    'sleep 15; dd if=/dev/zero of=/dev/null bs=64M count=1; sleep 2'
  docker run -d --name passing --network none weir-busybox sleep 1000
  for _ in {1..60}; do
    sleep 1
    [[ -z $(prometheus_value 'cgroup_pids_current{name="passing"}') ]] || break
  done
  # With all of them running: of what counts nothing holds another.
  curl -sSf -o page.prom http://127.0.0.1:10272/metrics
  /weir/guest/counts-once.sh page.prom
  sleep 20
  docker rm -f passing
  # Gone from the next page, and so from Prometheus at once, which keeps what has no stale marker for five minutes.
  sleep 10
  [[ -z $(prometheus_value 'cgroup_pids_current{name="passing"}') ]]
  [[ -n $(prometheus_value 'last_over_time(cgroup_pids_current{name="passing"}[1m])') ]]
done
docker rm -f hog || true

[[ $(prometheus_value 'min_over_time(up{job="weir"}[5m])') = 1 ]]
# The hog's groups are gone, its kills are not.
[[ $(prometheus_value 'sum(cgroup_oom_kills_total{name="hog"})') -ge 1 ]]
[[ $(prometheus_value 'max(rate(cgroup_cpu_throttled_seconds_total{name="web"}[1m])) > bool 0') = 1 ]]
[[ $(prometheus_value 'max(rate(cgroup_network_receive_bytes_total{name="web"}[1m])) > bool 0') = 1 ]]
RATE=30s /weir/checkout/Scripts/boards/ask.sh "$prometheus" 1

WORDS="$(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), Linux $(uname -r), scraped every 5 s by Prometheus"
export WORDS KIND=container NAME=web
/weir/checkout/Scripts/boards/picture.sh "$prometheus" /weir/checkout/Dashboards/containers.json "$seconds" containers.svg \
  "Cores used" Throttled "Waiting for a CPU" "Working set by name" "Of its memory" "Read back soon" Written "OOM kills by name"
/weir/checkout/Scripts/boards/picture.sh "$prometheus" /weir/checkout/Dashboards/container.json "$seconds" container.svg \
  "Cores and what allows them" "Waiting and throttled" "Memory and its limits" Network
for name in containers container; do echo "picture $name: $(base64 -w 0 $name.svg)"; done 2>/dev/null
