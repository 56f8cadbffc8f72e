#!/usr/bin/env bash
# The same by the user's own manager: weir killed in the middle leaves no scope and no group behind.
# deadline: 240
set -euxo pipefail
# shellcheck source=Tests/VM/guest/stray.sh
. /weir/guest/stray.sh
scopes() { systemctl --user list-units --all --no-legend 'weirstray*'; }
left() { find /sys/fs/cgroup/user.slice/user-"$UID".slice -type d -name 'weirstray*'; }
whole=$(whole_run)
for tenth in $(seq 1 2 13); do
  strike $((whole * tenth / 10)) weir run "--unit=weirstray-$tenth" pids.max=50 -- sleep 0.3
  sleep 3 &
  strike $((whole * tenth / 10)) weir adopt $! "--unit=weirstray-adopt-$tenth" pids.max=9
done
gone scopes
gone left
