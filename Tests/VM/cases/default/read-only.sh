#!/usr/bin/env bash
# deadline: 120
# A read-only cgroupfs, as most containers have it: everything is read, the doctor says why nothing can be changed.
set -euo pipefail
unshare --mount bash -euc '
  mount -o remount,ro,bind /sys/fs/cgroup
  weir doctor >doctor
  weir tree -L 1 >tree
  weir get /system.slice memory.max >value
'
grep -q "^  problem  mounted read-only: limits can be read here, not set$" doctor
grep -q "^            sudo mount -o remount,rw,bind /sys/fs/cgroup$" doctor
grep -q "^  note     user root (0) may change no group: the mount is read-only$" doctor
grep -q system.slice tree
[[ $(cat value) = max ]]

# In a cgroup namespace the groups above are invisible: caps say so.
scratch=/sys/fs/cgroup/weir-namespace-$$
mkdir "$scratch"
trap 'sleep 0.2; rmdir "$scratch"' EXIT
(
  echo "$BASHPID" >"$scratch/cgroup.procs"
  unshare --cgroup --mount bash -euc '
    mount -t cgroup2 none /sys/fs/cgroup
    weir doctor >inside
    weir get --effective / memory.max >cap
  '
)
grep -q "^  note     a cgroup namespace: the groups above its root are invisible" inside
grep -q "or less: groups above are invisible$" inside
grep -q "at least: groups above this namespace are invisible$" cap
