#!/usr/bin/env bash
# The same by the user's own manager: weir killed in the middle leaves no scope and no group behind.
# deadline: 240
set -euxo pipefail
gone() { # COMMAND...: within 30 s it prints nothing
  local there
  for _ in $(seq 150); do
    # What could not look has not seen that nothing is there.
    if there=$("$@") && [[ -z $there ]]; then return 0; fi
    sleep 0.2
  done
  "$@"
  return 1
}
scopes() { systemctl --user list-units --all --no-legend 'weirstray*'; }
left() { find /sys/fs/cgroup/user.slice/user-"$UID".slice -type d -name 'weirstray*'; }
# Not the first run, which reads the program from the disk.
weir run --unit=weirstray-first -- true
began=${EPOCHREALTIME/./}
weir run --unit=weirstray-whole -- true
whole=$((${EPOCHREALTIME/./} - began))
strike() { # MICROSECONDS COMMAND...: runs it, and kills it after so long
  local after=$1 pid
  shift
  "$@" &
  pid=$!
  sleep "$(printf '%d.%06d' $((after / 1000000)) $((after % 1000000)))"
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" || true
}
for tenth in $(seq 1 2 13); do
  strike $((whole * tenth / 10)) weir run "--unit=weirstray-$tenth" pids.max=50 -- sleep 0.3
  sleep 3 &
  strike $((whole * tenth / 10)) weir adopt $! "--unit=weirstray-adopt-$tenth" pids.max=9
done
gone scopes
gone left
