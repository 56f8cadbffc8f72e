#!/usr/bin/env bash
# Ten thousand groups: a page comes within the ten seconds that Prometheus waits, with whole collectors left out where they
# take longer, never some groups; and two hundred scrapers at once cost one reading. Runs outside a guest too, where groups
# may be made: PATH=.build/release:$PATH. WEIR_GROUPS: how many.
# deadline: 1500
set -euxo pipefail
groups=${WEIR_GROUPS:-10000} crowd=200
mount=$(awk '$0 ~ / - cgroup2 / { print $5; exit }' /proc/self/mountinfo)
top=$mount/weir-many-$$ exporter=
cleanup() {
  [[ ! -s exporter.log ]] || tail -n 20 exporter.log >&3
  kill -CONT "$exporter" || true
  kill "$exporter" || true
  for _ in {1..10}; do find "$top" -depth -type d -exec rmdir {} + && break; sleep 1; done
} 3>&2 2>/dev/null
trap cleanup EXIT
controllers=
for name in cpu memory io pids; do
  if grep -qw "$name" "$mount/cgroup.controllers"; then controllers+=" +$name"; fi
done
enable() { [[ -z $controllers ]] || echo "$controllers" >"$1/cgroup.subtree_control"; }
enable "$mount"
mkdir "$top"
enable "$top"
set +x
for ((outer = 0; outer < groups / 100; outer++)); do
  mkdir "$top/s$outer.slice"
  enable "$top/s$outer.slice"
  (cd "$top/s$outer.slice" && eval "mkdir g{1..99}.service")
done
set -x

weir-exporter --web.listen-address 127.0.0.1:10273 --web.max-requests 0 --max-series $((groups * 40)) 2>exporter.log &
exporter=$!
page=http://127.0.0.1:10273/metrics
curl -sSf -o first.prom --retry 120 --retry-delay 1 --retry-all-errors http://127.0.0.1:10273/-/ready
scrape() { # FILE: as Prometheus asks; prints the seconds that it took
  curl -sSf -o "$1" -H 'X-Prometheus-Scrape-Timeout-Seconds: 10' -w '%{time_total}\n' "$page"
}
# Whole or not at all: each family of the groups' own files has a sample of all that were made here, or none. Its status
# counts in $(…), where -e does not: so each step says what follows from it.
whole() { # FILE: prints the collectors that it has
  local name family
  grep -q '^weir_groups{state="left_out"} 0$' "$1" || { grep '^weir_groups' "$1" >&2; return 1; }
  # Below the top, and nothing else: what systemd has makes up for none of them.
  awk -v wanted=$((groups / 100 * 100)) -v below="cgroup=\"${top#"$mount"}/" '
    !index($0, below) { next }
    /^cgroup_cpu_usage_seconds_total/ { cpu++ }
    /^cgroup_pressure_waiting_seconds_total.*resource="io"/ { io++ }
    /^cgroup_pressure_waiting_seconds_total.*resource="cpu"/ { pressure++ }
    /^cgroup_memory_current_bytes/ { memory++ }
    /^cgroup_pids_current/ { pids++ }
    END {
      if (cpu && cpu != wanted) print "cpu: " cpu
      if (pressure && pressure != wanted) print "pressure: " pressure
      if (io && io != wanted) print "pressure of io: " io
      if (memory && memory != wanted) print "memory: " memory
      if (pids && pids != wanted) print "pids: " pids
    }' "$1" >fault || return 1
  if [[ -s fault ]]; then cat fault >&2; return 1; fi
  # A collector that is not whole says so, and has no family.
  for name in cpu memory io pids pressure; do
    family=cgroup_${name}_
    if grep -q "^weir_scrape_collector_success{collector=\"$name\"} 0$" "$1"; then
      if grep -q "^$family" "$1"; then echo "$name is late and there" >&2; return 1; fi
    elif ! grep -q "^weir_scrape_collector_success{collector=\"$name\"} 1$" "$1"; then
      echo "$name says nothing of itself" >&2
      return 1
    # Of devices nothing has been read or written here.
    elif [[ $name != io && $controllers = *"+$name"* ]] && ! grep -q "^$family" "$1"; then
      echo "$name is read and not there" >&2
      return 1
    else
      echo "$name"
    fi
  done
}
for number in 1 2 3; do
  seconds=$(scrape "page$number.prom")
  there=$(whole "page$number.prom")
  echo "many: $groups groups, page $number in $seconds s, $(grep -vc '^#' "page$number.prom") series, collectors: ${there//$'\n'/ }"
  awk -v seconds="$seconds" 'BEGIN { exit !(seconds < 10) }'
done
# In forty milliseconds of reading there is no time for all of them, and each that is there is whole.
seconds=$(curl -sSf -o short.prom -H 'X-Prometheus-Scrape-Timeout-Seconds: 0.05' -w '%{time_total}\n' "$page")
there=$(whole short.prom)
echo "many: asked for in 0.05 s: page in $seconds s, collectors: ${there//$'\n'/ }"
# Fewer groups may be read in that time.
((groups < 10000)) || [[ $(wc -w <<<"$there") -lt 5 ]]

# Two hundred at once, over connections that stand already, as Prometheus keeps them: to take up a new one costs an emulated
# machine more than a page. The exporter stands still until all have asked.
readings() { sed -n 's/^weir_exporter_readings_total //p' "$1"; }
curl -sSf -o before.prom "$page"
set +x
askers=()
: >crowd
# One answer: its head, and a body of the length that the head tells or of chunks until the last.
take() { # LINE FILE
  local length='' text chunked=
  status=
  while IFS= read -r text <&"$1"; do
    text=${text%$'\r'}
    case ${text,,} in
      http/*) status=$text ;;
      content-length:*) length=${text#*: } ;;
      transfer-encoding:*chunked*) chunked=1 ;;
      '') break ;;
    esac
  done
  [[ -n $chunked$length ]] || { echo "many: a connection ended after \"$status\"" && return 1; }
  if [[ -n $chunked ]]; then
    : >"$2"
    while IFS= read -r text <&"$1" && length=$((16#${text%$'\r'})) && ((length > 0)); do
      head -c "$length" <&"$1" >>"$2"
      IFS= read -r _ <&"$1"
    done
    IFS= read -r _ <&"$1"
  else
    head -c "$length" <&"$1" >"$2"
  fi
}
for ((n = 0; n < crowd; n++)); do
  exec {line}<>/dev/tcp/127.0.0.1/10273
  printf 'GET /-/healthy HTTP/1.1\r\nHost: x\r\n\r\n' >&"$line"
  take "$line" answer
  askers+=("$line")
done
kill -STOP "$exporter"
for line in "${askers[@]}"; do
  printf 'GET /metrics HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip\r\n\r\n' >&"$line"
done
kill -CONT "$exporter"
answered=0
for line in "${askers[@]}"; do
  take "$line" body
  exec {line}>&-
  if [[ $status = *"200 OK"* ]]; then answered=$((answered + 1)); fi
  # One reading is compressed once: equal bytes, one reading.
  md5sum <body >>crowd
done
set -x
gunzip <body >page.prom
[[ $(tail -n 1 page.prom) = process_* ]]
curl -sSf -o after.prom "$page"
echo "many: $answered of $crowd were answered by $(sort -u crowd | wc -l) readings"
[[ $answered -eq $crowd ]]
[[ $(sort -u crowd | wc -l) -eq 1 ]]
# The one of the crowd, and this one.
[[ $(readings page.prom) -eq $(($(readings before.prom) + 1)) ]]
[[ $(readings after.prom) -eq $(($(readings before.prom) + 2)) ]]
