#!/usr/bin/env bash
# The guest is what its boot's name says: otherwise every other result here would prove something else.
set -euxo pipefail
# Of its three CPUs two run.
[[ $(</sys/devices/system/cpu/online) = 0-1 && -e /sys/devices/system/cpu/cpu2/online ]]
type=$(stat -f -c %T /sys/fs/cgroup)
case $WEIR_VM_BOOT in
  v1)
    [[ $type = tmpfs ]]
    [[ -d /sys/fs/cgroup/memory && ! -e /sys/fs/cgroup/unified ]]
    ;;
  hybrid)
    [[ $type = tmpfs ]]
    [[ $(stat -f -c %T /sys/fs/cgroup/unified) = cgroup2fs ]]
    ;;
  *) [[ $type = cgroup2fs ]] ;;
esac
case $WEIR_VM_BOOT in
  default) grep -qw memory /sys/fs/cgroup/cgroup.controllers && cat /proc/pressure/memory ;;
  psi=0) grep -qw psi=0 /proc/cmdline && ! cat /proc/pressure/memory ;;
  cgroup_disable=memory) ! grep -qw memory /sys/fs/cgroup/cgroup.controllers ;;
esac
