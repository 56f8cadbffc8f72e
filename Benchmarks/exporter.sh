#!/usr/bin/env bash
# exporter.sh BIN ROUNDS [SCRAPES]: weir-exporter scraped over loopback in turn with node_exporter, ROUNDS times a hundred
# scrapes (SCRAPES) each, as Prometheus asks (gzip). Prints two lines for measure.sh: what a scraped series costs, RATIO OURS THEIRS
# (microseconds of processor time; "absent" where this machine has no node_exporter), and what the exporter holds, MB HOW:
# its own control group's memory.current where there is one, or else what is resident.
set -euo pipefail
bin=$1 rounds=$2 scrapes=${3:-100}
scratch=$(mktemp -d)
children=() own=
end() {
  for child in "${children[@]}"; do kill "$child" 2>/dev/null || true; done
  for child in "${children[@]}"; do wait "$child" 2>/dev/null || true; done
  if [[ -n $own ]]; then rmdir "$own" 2>/dev/null || true; fi
  rm -rf "$scratch"
}
trap end EXIT

# shellcheck source=Benchmarks/groups.sh
. "$(dirname "$0")/groups.sh"
read -r own counted < <(memory_group "weir-bench-exporter-$$") || true

free_port() {
  local port=
  while [[ -z $port ]]; do
    port=$((20000 + RANDOM % 10000))
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then port=; fi
  done
  echo "$port"
}

port=$(free_port)
# shellcheck disable=SC2016  # the words are the inner shell's
own=$own bash -c '{ [[ -z $own ]] || echo $$ >"$own/cgroup.procs"; } && exec "$@"' _ \
  "$bin/weir-exporter" --web.listen-address "127.0.0.1:$port" --web.disable-exporter-metrics \
  --log.level error 2>"$scratch/ours.log" &
children+=($!)
ours=http://127.0.0.1:$port theirs=
if node=$(command -v node_exporter || command -v prometheus-node-exporter); then
  port=$(free_port)
  "$node" --web.listen-address "127.0.0.1:$port" --web.disable-exporter-metrics --log.level error 2>"$scratch/theirs.log" &
  children+=($!)
  theirs=http://127.0.0.1:$port
fi
for server in $ours $theirs; do
  curl -sSf -o /dev/null --retry 30 --retry-delay 1 --retry-all-errors "$server/metrics" 2>>"$scratch/ready.log" ||
    { cat "$scratch"/*.log >&2 && exit 2; }
done

# Clock ticks of a process, user and system (proc_pid_stat(5)).
ticks() { sed 's/.*) //' "/proc/$1/stat" | awk '{ print $12 + $13 }'; }
# What a series costs: microseconds of processor time.
cost() { # PROCESS ADDRESS
  local before series
  series=$(curl -sSf "$2/metrics" | grep -vc '^#')
  before=$(ticks "$1")
  curl -sSf -o /dev/null -H 'Accept-Encoding: gzip' "$2/metrics?[1-$scrapes]"
  awk -v ticks=$(($(ticks "$1") - before)) -v hertz="$(getconf CLK_TCK)" -v series="$series" -v scrapes="$scrapes" \
    'BEGIN { printf "%.3f\n", ticks / hertz * 1e6 / series / scrapes }'
}

for ((round = 0; round < rounds; round++)); do
  echo "$(cost "${children[0]}" "$ours") $([[ -z $theirs ]] || cost "${children[1]}" "$theirs")"
done >"$scratch/rounds"
if [[ -z $theirs ]]; then
  echo absent
else
  awk '{ print $1 / $2, $1, $2 }' "$scratch/rounds" | sort -g | awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }'
fi
if [[ -n $own ]]; then
  awk -v how="$counted of its own group" '{ printf "%.1f %s\n", $1 / 1e6, how }' "$own/$counted"
else
  awk '/^VmRSS/ { printf "%.1f resident, no group counts memory here\n", $2 / 1e3 }' "/proc/${children[0]}/status"
fi
