#!/usr/bin/env bash
# boards.sh: a real Prometheus reads the exporter's page of a real machine's files as two hosts, its counters moved on each
# second, and then answers every query and every choice of every board in Dashboards/. Each must give data, for both hosts,
# unless it asks for a family that a copied tree has not. The rules are loaded, and none may fail. Under a minute.
set -euo pipefail
cd "$(dirname "$0")/.."
Scripts/requirements.sh metrics
seconds=15 place=$(mktemp -d) server=
trap '[[ -z $server ]] || kill "$server" || true; wait || true; rm -rf "$place"' EXIT

mkdir -p "$place/tree" "$place/assets" "$place/rules"
tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C "$place/tree"
.build/debug/weir-exporter --once --root "$place/tree" >"$place/page.prom"
# The rules as they are, but evaluated each second: nobody waits here for a quarter of an hour.
for rules in Dashboards/rules/*.yaml; do sed 's/^  interval: .*/  interval: 1s/' "$rules" >"$place/rules/${rules##*/}"; done

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

port=
while [[ -z $port ]]; do
  port=$((20000 + RANDOM % 10000))
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then port=; fi
done
# Prometheus serves the pages itself, as assets: no other server is needed.
cat >"$place/prometheus.yml" <<END
global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: ["$place/rules/*.yaml"]
scrape_configs:
- job_name: weir
  metrics_path: /user/page.prom
  static_configs:
  - {targets: ["127.0.0.1:$port"], labels: {instance: one}}
  - {targets: ["127.0.0.1:$port"], labels: {instance: other}}
END
move 0
prometheus --config.file="$place/prometheus.yml" --storage.tsdb.path="$place/data" --web.user-assets="$place/assets" \
  --web.listen-address="127.0.0.1:$port" --log.level=warn >"$place/log" 2>&1 &
server=$!

api() { # PATH [NAME=VALUE]: the data of an answer
  local answer
  answer=$(curl -sS --max-time 20 -G "http://127.0.0.1:$port/api/v1/$1" ${2:+--data-urlencode "$2"})
  if [[ $(jq -r .status <<<"$answer") != success ]]; then echo "boards: $*: $answer" >&2 && return 1; fi
  jq -c .data <<<"$answer"
}

for ((n = 1; n <= seconds; n++)); do
  sleep 1
  move "$n"
done
if ! curl -sS -o /dev/null --retry 10 --retry-connrefused "http://127.0.0.1:$port/-/ready"; then
  cat "$place/log" && exit 1
fi

[[ $(api query 'query=min(up)' | jq -r '.result[0].value[1]') = 1 ]] || { api targets && exit 1; }
names=$(api label/__name__/values | jq -r '.[]')
asked=0 skipped=() failed=0

# What stands for Grafana's own words: all choices, and `web`, the fixture's container with limits.
filled() { # QUERY
  # shellcheck disable=SC2016  # these are Grafana's dollars
  sed -e 's/\$__rate_interval/10s/g; s/\$__range/1m/g; s/name="\$name"/name="web"/g; s/"\$[a-z]*"/".+"/g' <<<"$1"
}

known() { # QUERY: whether all families that it names have been scraped
  local name
  while read -r name; do
    if ! grep -qx "$name" <<<"$names"; then
      skipped+=("$name")
      return 1
    fi
  done < <(grep -oE '\b((cgroup|weir|process|scrape)_[a-z_]+|name:[a-z0-9_:]+)' <<<"$1" | sort -u)
}

while IFS=$'\t' read -r board panel query; do
  known "$query" || continue
  asked=$((asked + 1))
  answer=$(api query "query=$(filled "$query")")
  hosts=$(jq '[.result[].metric.instance // empty] | unique | length' <<<"$answer")
  if [[ $(jq '.result | length' <<<"$answer") -eq 0 ]]; then
    echo "boards: $board, $panel: no data for $query" && failed=1
  elif [[ $hosts -ne 0 && $hosts -ne 2 && $query != topk* ]]; then
    echo "boards: $board, $panel: data of $hosts hosts for $query" && failed=1
  fi
done < <(jq -r '.title as $b | .panels[] | .title as $p | .targets[]? | [$b, $p, .expr] | @tsv' Dashboards/*.json)

while IFS=$'\t' read -r board query label; do
  asked=$((asked + 1))
  if [[ $(api "label/$label/values" "match[]=$(filled "$query")" | jq length) -eq 0 ]]; then
    echo "boards: $board: nothing to choose as $label" && failed=1
  fi
done < <(jq -r '.title as $b | .templating.list[] | select(.type == "query")
  | [$b, (.query | capture("label_values\\((?<q>.+), (?<l>[a-z_]+)\\)") | .q, .l)] | @tsv' Dashboards/*.json)

# What the server says of itself, births, kills and networks: a copied tree read once has none of them.
strange=$(printf '%s\n' "${skipped[@]}" | grep -vE '^(weir_exporter_|process_|cgroup_(network_|oom_kills|start_time))' || true)
if [[ -n $strange ]]; then echo "boards: never scraped: $strange" && failed=1; fi

broken=$(api rules | jq -r '.groups[].rules[] | select(.health != "ok") | "boards: rule \(.name): \(.health) \(.lastError // "")"')
if [[ -n $broken ]]; then echo "$broken" && failed=1; fi
[[ $asked -gt 100 ]] || { echo "boards: only $asked queries were found" && failed=1; }
echo "boards: $asked queries and choices of $(find Dashboards -name '*.json' | wc -l) boards were asked; of a copied tree there is no" \
  "$(printf '%s\n' "${skipped[@]}" | sort -u | paste -sd' ')"
exit "$failed"
