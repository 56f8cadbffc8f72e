#!/usr/bin/env bash
# What is killed in the middle leaves no scope and no group behind: weir by SIGKILL at many moments, with systemd and
# without.
# deadline: 360
set -euxo pipefail
groups=/sys/fs/cgroup

# shellcheck source=Tests/VM/guest/stray.sh
. /weir/guest/stray.sh
scopes() { systemctl list-units --all --no-legend 'weirstray*'; }
sweepers() { pgrep weir-sweeper || [[ $? -eq 1 ]]; }
left() { find "$groups" -type d -name 'weirstray*'; }

# At every tenth of what a whole run takes, and past it. A command that had begun goes on in its scope, as one whose
# terminal is gone; it ends by itself.
whole=$(whole_run)
for tenth in $(seq 1 12); do
  strike $((whole * tenth / 10)) weir run "--unit=weirstray-$tenth" pids.max=50 memory.swap.high=64M --report -- sleep 0.3
done
gone scopes
gone left
# A process that is adopted lives on, wherever it is by then; its scope goes with it.
for tenth in $(seq 1 2 11); do
  sleep 3 &
  strike $((whole * tenth / 10)) weir adopt $! "--unit=weirstray-adopt-$tenth" pids.max=9 memory.swap.high=64M
done
gone scopes
gone left

# Without systemd: as in a container that was given a tree of its own. Nobody but weir takes its groups away.
# shellcheck disable=SC2016  # for the inner shell
bare=(unshare --mount bash -euc 'for place in /run/systemd /run/dbus; do mount -t tmpfs none "$place"; done; exec "$@"' -)
code=0
# shellcheck disable=SC2016  # for the inner shell
"${bare[@]}" weir run --unit=weirstray-own pids.max=30 -- sh -c 'cat "/sys/fs/cgroup$(sed -n s/^0:://p /proc/self/cgroup)/pids.max"; exit 5' \
  >own.txt 2>own.err || code=$?
[[ $code -eq 5 && $(cat own.txt) = 30 ]]
grep -q 'systemd does not run here: the group is /weirstray-own.scope' own.err
[[ -z $(left) ]]
for tenth in $(seq 1 15); do
  strike $((whole * tenth / 10)) "${bare[@]}" weir run "--unit=weirstray-$tenth" pids.max=50 -- sleep 0.3
done
gone left
gone sweepers

# What the command leaves behind keeps the group; it goes with the last of it, the groups that were made below too.
"${bare[@]}" weir run --unit=weirstray-late --delegate memory.max=64M -- sh -c '
  mkdir /sys/fs/cgroup/weirstray-late.scope/child
  sleep 8 >/dev/null 2>&1 &' 2>/dev/null
[[ -d $groups/weirstray-late.scope && $(cat $groups/weirstray-late.scope/memory.max) = 67108864 ]]
gone left

# Adopted processes, the same; weir ended long before.
sleep 8 &
"${bare[@]}" weir adopt $! --unit=weirstray-adopted pids.max=9 2>/dev/null
[[ $(cat $groups/weirstray-adopted.scope/pids.max) = 9 && -n $(cat $groups/weirstray-adopted.scope/cgroup.procs) ]]
[[ -n $(pgrep weir-sweeper) ]]
gone left
gone sweepers
# Where it was killed in the middle too.
for tenth in $(seq 2 3 11); do
  sleep 2 &
  strike $((whole * tenth / 10)) "${bare[@]}" weir adopt $! "--unit=weirstray-adopt-$tenth" pids.max=9
done
gone left
gone sweepers

# A name that is taken is refused, and what is there stays.
mkdir $groups/weirstray-taken.scope
trap 'rmdir $groups/weirstray-taken.scope' EXIT
code=0
"${bare[@]}" weir run --unit=weirstray-taken -- true 2>taken.err || code=$?
[[ $code -eq 125 && -d $groups/weirstray-taken.scope ]]
grep -q "there already" taken.err
gone sweepers
