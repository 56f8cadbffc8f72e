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

# Without /proc the command line is heard all the same, and what is missing is said. (The loader finds the libraries
# of a build that is not installed by /proc/self/exe.)
LD_LIBRARY_PATH=/weir/bin unshare --mount bash -euc '
  umount -l /proc
  weir --version >version
  weir files memory.max >table
  weir-exporter --version >>version
  weir get / cgroup.procs 2>refused || echo $? >code
'
grep -q "^[0-9]" version
grep -q MemoryMax table
[[ $(cat code) = 1 && $(cat refused) = "weir: /proc/self/mountinfo: no such file or directory (ENOENT)" ]]

# In a cgroup namespace the groups above are invisible: caps say so.
scratch=/sys/fs/cgroup/weir-namespace-$$
mkdir "$scratch"
mkdir "$scratch/leaf"
trap 'sleep 0.2; rmdir "$scratch/leaf" "$scratch"' EXIT
(
  echo "$BASHPID" >"$scratch/cgroup.procs"
  unshare --cgroup --mount bash -euc '
    umount -l /sys/fs/cgroup # Linux 6.1 refuses a file system over itself
    mount -t cgroup2 none /sys/fs/cgroup
    weir doctor >inside
    weir get --effective / memory.max >cap
    weir set / memory.max=1G --protected / 2>refused || echo $? >code
  '
)
grep -q "^  note     a cgroup namespace: the groups above its root are invisible" inside
grep -q "or less: groups above are invisible$" inside
grep -q "at least: groups above this namespace are invisible$" cap
# With nsdelegate the limits of the namespace's root are its maker's, though this is root (EPERM).
grep -q "^weir: memory.max of /: this is the root of a cgroup namespace: its limits belong to who made the namespace" refused
[[ $(cat code) = 1 && $(cat "$scratch/memory.max") = max ]]

# The host's mount seen from inside a cgroup namespace: /proc says /leaf, the mount begins above it.
(
  echo "$BASHPID" >"$scratch/cgroup.procs"
  # shellcheck disable=SC2016  # for the inner shell
  unshare --cgroup bash -euc 'echo $$ >"$1/leaf/cgroup.procs" && weir get self cgroup.type -o json >self' - "$scratch"
)
grep -q "\"path\":\"/${scratch##*/}/leaf\"" self
