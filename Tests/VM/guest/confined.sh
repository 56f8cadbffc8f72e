# Sourced by cases that run the exporter in a container: confined ENGINE CONTAINER fails where it has more than it needs: a
# capability, a way to new ones, or a place to write to. Sets pid, its first process.
# shellcheck shell=bash
confined() {
  local place
  pid=$("$1" inspect -f '{{.State.Pid}}' "$2")
  [[ $(grep -cE '^(CapEff|CapBnd):[[:space:]]*0+$' "/proc/$pid/status") -eq 2 ]]
  grep -E '^NoNewPrivs:[[:space:]]*1$' "/proc/$pid/status"
  for place in /host /; do
    if "$1" exec "$2" /bin/busybox touch "$place/written"; then exit 1; fi
  done
}
