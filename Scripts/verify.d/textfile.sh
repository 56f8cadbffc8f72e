#!/usr/bin/env bash
# The page as a file, read by a real node_exporter's textfile collector: of this machine and of a copy. It says so if it could
# not read one, and serves every series of both.
set -euo pipefail
cd "$(dirname "$0")/../.."
# Distributions call it by two names.
find_node() { command -v node_exporter || command -v prometheus-node-exporter; }
find_node >/dev/null || Scripts/requirements.sh textfile
node=$(find_node)
work=$(mktemp -d) process=
end() {
  if [[ -n $process ]]; then kill "$process" && wait "$process"; fi 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
fail() {
  echo "textfile.sh: $*" >&2
  tail -n 20 "$work/node.log" >&2 || true
  exit 1
}

mkdir "$work/tree" "$work/text"
tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C "$work/tree"
port=
while [[ -z $port ]]; do
  port=$((20000 + RANDOM % 10000))
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then port=; fi
done
"$node" --web.listen-address="127.0.0.1:$port" --collector.disable-defaults --collector.textfile \
  --collector.textfile.directory="$work/text" >"$work/node.log" 2>&1 &
process=$!
curl -sSf -o /dev/null --retry 30 --retry-delay 1 --retry-all-errors "http://127.0.0.1:$port/metrics" 2>"$work/ready.log" ||
  fail "node_exporter is not ready: $(cat "$work/ready.log")"

# reads WHAT [OPTION...]: what is written with these options is served, all of it.
reads() {
  local what=$1 written served
  shift
  .build/debug/weir-exporter --textfile "$work/text/weir.prom" "$@"
  curl -sSf -o "$work/served" "http://127.0.0.1:$port/metrics"
  grep -qx 'node_textfile_scrape_error 0' "$work/served" || fail "$what: the file could not be read"
  written=$(grep -cE '^(cgroup|weir)_' "$work/text/weir.prom")
  served=$(grep -cE '^(cgroup|weir)_' "$work/served")
  [[ $served -eq $written ]] || fail "$what: of $written series $served are served"
  echo "textfile: $what: $served series"
}
reads "this machine"
reads "a copy" --root "$work/tree"
grep -q '^cgroup_memory_current_bytes{.*name="web"' "$work/served" || fail "a container is not there by its name"
