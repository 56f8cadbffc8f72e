#!/usr/bin/env bash
# fixture.sh: a real Prometheus reads the exporter's page of a real machine's files as two hosts, its counters moved on each
# second, and then answers every query and every choice of every board in Dashboards/. Each must give data, for both hosts,
# unless it asks for a family that a copied tree has not. The rules are loaded, and none may fail. Under a minute.
set -euo pipefail
cd "$(dirname "$0")/../.."
Scripts/requirements.sh metrics
# shellcheck source=Scripts/boards/prometheus.sh
. Scripts/boards/prometheus.sh
seconds=12 place=$(mktemp -d)
trap '[[ -z $prometheus_process ]] || kill "$prometheus_process" || true; wait || true; rm -rf "$place"' EXIT

mkdir -p "$place/tree" "$place/assets"
tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C "$place/tree"
.build/debug/weir-exporter --once --root "$place/tree" >"$place/page.prom"
prometheus_rules "$place/rules" 1s

# Page number N: all counters further on, as of a machine that works, waits and is throttled.
page() { # N
  awk -v n="$1" '
    !/^#/ && /_periods_total/ { $NF += n * (/throttled/ ? 4 : 10) }
    !/^#/ && /_seconds_total/ { $NF += n * 0.1 }
    !/^#/ && /_total/ && !/_(periods|seconds)_total/ { $NF += n * 1000 }
    { print }' "$place/page.prom"
}

move() { # N
  page "$1" >"$place/assets/next" && mv "$place/assets/next" "$place/assets/page.prom"
}

# Prometheus serves the pages itself, as assets: no other server is needed.
cat >"$place/prometheus.yml" <<END
global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: ["$place/rules/*.yaml"]
scrape_configs:
- job_name: weir
  metrics_path: /user/page.prom
  static_configs:
  - {targets: ["SELF"], labels: {instance: one}}
  - {targets: ["SELF"], labels: {instance: other}}
END
move 0
prometheus_begin "$place" --web.user-assets="$place/assets" --log.level=warn

for ((n = 1; n <= seconds; n++)); do
  sleep 1
  move "$n"
done

# What the server says of itself, births, kills and networks: a copied tree read once has none of them.
Scripts/boards/ask.sh "$prometheus" 2 '^(weir_exporter_|process_|cgroup_(network_|oom_kills|start_time))'
