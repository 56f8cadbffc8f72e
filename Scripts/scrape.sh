#!/usr/bin/env bash
# scrape.sh [SECONDS]: a real Prometheus scrapes two exporters on the loopback interface, one over this machine as it is and
# one over a copy of another machine's files, to which rude clients come and go. Then: both were up all the time, no sample
# was rejected, the series are there, also under names that would break a page, the boards' queries give data of both (of
# this machine: what its page has), and memory stayed.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Scripts/boards/prometheus.sh
. Scripts/boards/prometheus.sh
seconds=${1:-60}
# What Grafana makes of this interval of scrapes.
export RATE=20s
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
mkdir "$work/tree"
tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C "$work/tree"
# Names that would end a label or a line, and one that is no UTF-8: each of a group with a figure of its own, as its
# directory has it and as a query spells its label (a newline the kernel refuses, and a copy may have).
hostile=('"quote' '\back' $'\nline' '{brace' $'\xff')
spelled=('\"quote' '\\back' '\nline' '{brace' '\\xff')
for n in "${!hostile[@]}"; do
  group=$work/tree/sys/fs/cgroup/system.slice/weir${hostile[n]}
  mkdir "$group"
  echo $((n + 1)) >"$group/pids.current"
done

# All take a port that is free and say which. The log is there before its writer is.
exporter_begin() { # NAME [OPTION...]: sets port
  local log=$work/$1.log
  shift
  : >"$log"
  .build/debug/weir-exporter --web.listen-address 127.0.0.1:0 "$@" 2>"$log" &
  children+=($!)
  port=
  for _ in {1..200}; do
    port=$(sed -n 's/.*msg=listening address=127\.0\.0\.1:\([0-9]*\) .*/\1/p' "$log")
    [[ -n $port ]] && return
    sleep 0.1
  done
  fail "the exporter does not listen: $(cat "$log")"
}
exporter_begin live
live=$port targets="  - {targets: [\"127.0.0.1:$port\"], labels: {instance: live}}"
exporter_begin copy --root "$work/tree"
copy=$port
targets+=$'\n'"  - {targets: [\"127.0.0.1:$port\"], labels: {instance: copy}}"
series() { # PORT: the series of a page, sorted, with no figures
  curl -sf "http://127.0.0.1:$1/metrics" | sed -n '/^[a-z]/ s/ [^ ]*$/ 0/p' | sort
}
series "$live" >"$work/live.begin"
series "$copy" >"$work/copy.prom"
# The pages as they are served, which have what --once has not: kills, and what the server says of itself; that of this machine
# also births and networks. What promtool finds it says; it ends with 0 for some of it.
if command -v promtool >/dev/null; then
  for place in live:$live copy:$copy; do
    page=$work/${place%:*}.page
    curl -sf "http://127.0.0.1:${place#*:}/metrics" >"$page" || fail "the page of ${place%:*} is not served"
    grep -q '^weir_exporter_http_requests_total' "$page" || fail "the page of ${place%:*} lacks the exporter's own figures"
    said=$(promtool check metrics <"$page" 2>&1) || fail "promtool: $said"
    [[ -z $said ]] || fail "promtool: $said"
    echo "scrape: promtool finds nothing in the page of ${place%:*}, $(grep -vc '^#' "$page") series"
  done
fi
prometheus_rules "$work/rules" 5s
cat >"$work/prometheus.yml" <<END
global: {scrape_interval: 5s, scrape_timeout: 4s, evaluation_interval: 5s}
rule_files: ["$work/rules/*.yaml"]
scrape_configs:
- job_name: weir
  static_configs:
$targets
END
prometheus_begin "$work" --log.level=debug || fail "Prometheus does not listen"
children+=("$prometheus_process")

# Rude clients, a few a second: garbage, half a request, and connections that say nothing.
until=$((SECONDS + seconds))
held=()
while ((SECONDS < until)); do
  for words in 'nonsense' 'GET /metrics HTTP/1.1' ''; do
    exec {line}<>"/dev/tcp/127.0.0.1/$copy"
    printf '%s\r\n' "$words" >&"$line"
    held+=("$line")
  done
  if ((${#held[@]} > 60)); then
    for line in "${held[@]:0:30}"; do exec {line}>&-; done
    held=("${held[@]:30}")
  fi
  { printf 'X: ' && head -c 1000000 /dev/zero | tr '\0' 'x'; } | curl -s -o /dev/null -H @- "http://127.0.0.1:$copy/" 2>/dev/null || true
  sleep 0.5
done

# All is asked of this moment: what comes later is no part of it.
AT=$(date +%s.%N)
export AT
window=${seconds}s
holds() { # WHAT QUERY: the query, a comparison, has an answer
  local said
  said=$(prometheus_value "$2")
  [[ -n $said ]] || fail "$1: no answer to: $2"
  echo "scrape: $1 ($said)"
}
holds "up all the time" "count(min_over_time(up[$window]) == 1) == 2"
holds "scraped as often as was asked" "min(count_over_time(up[$window])) >= $((seconds / 5 - 2))"
holds "two samples and more in what a rate is of" "min(count_over_time(up[$RATE])) >= 2"
holds "every group has its CPU time" "count(cgroup_cpu_usage_seconds_total{instance=\"copy\"}) >= 30"
query=
for n in "${!spelled[@]}"; do
  query+="${query:+ or }cgroup_pids_current{instance=\"copy\",cgroup=\"/system.slice/weir${spelled[n]}\"} == $((n + 1))"
done
holds "hostile names are whole, each with its own figure" "count($query) == ${#spelled[@]}"
holds "a container has its name" 'count(cgroup_memory_current_bytes{kind="container",name!=""}) > 0'
holds "every collector read everything" \
  "min(min_over_time(weir_scrape_collector_success{instance=\"copy\"}[$window])) == 1"
holds "no sample is left out or added twice" 'max(abs(scrape_samples_scraped - scrape_samples_post_metric_relabeling)) == 0'
holds "rude clients were answered" 'weir_exporter_http_requests_total{code="400"} > 3'
holds "long heads were refused" 'weir_exporter_http_requests_total{code="431"} > 3'
holds "scrapes are quick" "max(max_over_time(scrape_duration_seconds[$window])) < 4"
holds "MB of memory that came with rude clients" \
  "max(max_over_time(process_resident_memory_bytes[$window]) - min_over_time(process_resident_memory_bytes[$window])) / 1e6 < 24"
# What a machine has is on its page: series that came or went meanwhile are not counted on.
series "$live" >"$work/live.end"
comm -12 "$work/live.begin" "$work/live.end" >"$work/live.prom"
asks() { # INSTANCE LEAST ONE: its boards, of which so many queries give data, and the one container that is chosen
  local said code=0
  said=$(INSTANCE=$1 PAGE=$work/$1.prom LEAST=$2 ONE=$3 Scripts/boards/ask.sh "$prometheus" 1) || code=$?
  echo "scrape: $1: $said"
  [[ $code -eq 0 ]] || fail "the boards' queries"
}
one=$(sed -n '/kind="slice"/! s/^cgroup_info{.*,name="\([a-zA-Z0-9._@/-]*\)".*/\1/p' "$work/live.prom" | head -n 1)
# The poorest machine has its root alone, with times and pressure; of one of version 1 there is no group at all.
least=40
if grep -q '^weir_hierarchy_info{version="1"}' "$work/live.prom"; then least=20; fi
asks live "$least" "${one:-none}"
asks copy 115 web
if rejected=$(grep -iE 'out of order|duplicate|rejected|append failed|error on ingesting|Scrape commit failed' "$work/prometheus.log"); then
  fail "Prometheus says: $rejected"
fi
for child in "${children[@]}"; do kill -0 "$child" 2>/dev/null || fail "a server ended by itself"; done
# They end when they are told to, and as ones that were.
for child in "${children[@]:0:2}"; do
  kill -TERM "$child"
  code=0
  wait "$child" || code=$?
  [[ $code -eq 0 ]] || fail "an exporter ended with $code"
done
# What SwiftNIO has to complain of it writes past our log; the clients that said nothing are still connected.
if said=$(grep -h '^ERROR' "$work/live.log" "$work/copy.log"); then fail "an exporter's libraries complain: $said"; fi
echo "scrape: they ended as they were told"
