#!/usr/bin/env bash
# Every command on each kind of boot: what the machine has works, what it lacks is one line that says why, and nothing is
# left half done.
# deadline: 300
# What commands say on standard error is held against what they are to say: the trace goes elsewhere.
exec 9>&2
BASH_XTRACEFD=9
set -euxo pipefail
# shellcheck source=Tests/VM/guest/refused.sh
. /weir/guest/refused.sh
# shellcheck source=Tests/VM/guest/stray.sh
. /weir/guest/stray.sh

unit=weirboot.service
sleep 1000 >/dev/null 2>&1 &
sleeper=$!
trap 'kill $sleeper || true; systemctl stop $unit; systemctl reset-failed $unit || true' EXIT
systemd-run --quiet --unit=$unit sleep 1000
groups=/sys/fs/cgroup

# Of version 1 alone there is nothing to be read or set: the same line from all, with the way out.
if [[ $WEIR_VM_BOOT = v1 ]]; then
  only='^weir: this machine has cgroup version 1 only.*systemd.unified_cgroup_hierarchy=1'
  for command in "set $unit pids.max=9" "adopt $sleeper pids.max=9" "freeze $unit" "thaw $unit" "kill $unit" \
    "reclaim $unit 1M" "stat -n 1" why "get $unit" tree top; do
    read -ra words <<<"$command"
    refused "$only" 1 weir "${words[@]}"
  done
  refused "$only" 125 weir run pids.max=9 -- true
  systemctl is-active $unit
  kill -0 $sleeper
  weir files memory.max | grep -q MemoryMax
  exit
fi
[[ $WEIR_VM_BOOT != hybrid ]] || groups=/sys/fs/cgroup/unified
group=$(weir get $unit cgroup.events -o json | jq -r .group.path)
[[ $group = /system.slice/$unit ]]
# On a hybrid machine the controllers are version 1's, but for those that nobody took.
has_memory() { [[ $WEIR_VM_BOOT != cgroup_disable=memory && $WEIR_VM_BOOT != hybrid ]]; }
has_pids() { [[ $WEIR_VM_BOOT != hybrid ]]; }

if has_pids; then
  weir set $unit pids.max=50 -o json | jq -e '.applied and .steps[0].route == "manager" and .steps[0].kept == "50"'
  [[ $(cat "$groups$group/pids.max") = 50 && $(weir get $unit pids.max) = 50 && $(systemctl show -P TasksMax $unit) = 50 ]]
  code=0
  # shellcheck disable=SC2016  # for the inner shell
  weir run pids.max=20 -- sh -c 'cat "/sys/fs/cgroup$(sed -n s/^0:://p /proc/self/cgroup)/pids.max"; exit 3' >run.txt || code=$?
  [[ $code -eq 3 && $(cat run.txt) = 20 ]]
  weir adopt $sleeper pids.max=9 >adopt.txt
  [[ $(cat "$groups$(sed -n s/^0:://p /proc/$sleeper/cgroup)/pids.max") = 9 ]]
else
  v1='cgroup version 1 holds the pids controller on this machine; boot with systemd.unified_cgroup_hierarchy=1'
  refused "^weir: pids.max of $group: $v1" 1 weir set $unit pids.max=50
  # Not by the manager either, which would write version 1's file.
  [[ $(systemctl show -P TasksMax $unit) != 50 ]]
  refused "^weir: pids.max: $v1" 125 weir run pids.max=20 -- true
  refused "^weir: pids.max: $v1" 1 weir adopt $sleeper pids.max=9
  code=0
  weir run -- sh -c 'exit 3' || code=$?
  [[ $code -eq 3 ]]
fi
if has_memory; then
  weir set $unit memory.max=200M
  [[ $(cat "$groups$group/memory.max") = 209715200 && $(systemctl show -P MemoryMax $unit) = 209715200 ]]
  weir reclaim $unit 64K -o json | jq -e '.asked == 65536'
  # shellcheck disable=SC2016  # for the inner shell
  [[ $(weir run memory.max=64M -- sh -c 'cat "/sys/fs/cgroup$(sed -n s/^0:://p /proc/self/cgroup)/memory.max"') = 67108864 ]]
  weir run --report -o json -- true 2>report.json
  jq -e '.exit == 0 and .memory_peak > 0' report.json
else
  before=$(systemctl show -P MemoryMax $unit) home=$(cat /proc/$sleeper/cgroup)
  refused '^weir: memory.max.*memory' 1 weir set $unit memory.max=200M
  [[ $(systemctl show -P MemoryMax $unit) = "$before" ]]
  refused '^weir: memory.reclaim of .*memory' 1 weir reclaim $unit 1M
  refused '^weir: memory.max.*memory' 125 weir run --unit=weirbootrun memory.max=64M -- touch ran
  refused '^weir: memory.max.*memory' 1 weir adopt $sleeper memory.max=90M --unit=weirbootadopt
  [[ ! -e ran && $(cat /proc/$sleeper/cgroup) = "$home" ]]
  gone systemctl list-units --all --no-legend 'weirboot*.scope'
  # What is not there is no figure, and has a reason.
  weir stat -n 1 system.slice -o json >stat.json
  jq -e '(.groups | length) > 3
    and all(.groups[]; .figures["memory.current"] == null and .absent["memory.current"].reason != null)' stat.json
  weir run --report -o json -- true 2>report.json
  jq -e '.exit == 0 and .memory_peak == null' report.json
fi

weir freeze $unit | grep -qx "$group: frozen; weir thaw $unit lets it go on"
grep -qx 'frozen 1' "$groups$group/cgroup.events"
weir thaw $unit | grep -qx "$group: thawed"
grep -qx 'frozen 0' "$groups$group/cgroup.events"

# Reading: no complaint, and what this boot lacks is a dash with its reason, never a nought.
for command in "stat -n 2 -d 0.5 system.slice" "why $unit" why tree doctor "get $unit" "" ; do
  read -ra words <<<"$command"
  weir "${words[@]}" >out.txt 2>err.txt </dev/null
  [[ -s out.txt && ! -s err.txt ]]
done
case $WEIR_VM_BOOT in
  psi=0)
    weir why | grep -q 'waits for cpu -, memory -, io -'
    weir stat -n 1 $unit | grep -E "^$unit .* - +- +-$"
    ;;
  *) weir why | grep -qE 'waits for cpu [0-9]+%( \([^)]*\))?, memory [0-9]+%, io [0-9]+%' ;;
esac

weir kill $unit | grep -qx "$group: 1 process killed"
for _ in $(seq 50); do
  [[ $(systemctl is-active $unit || true) = active ]] || exit 0
  sleep 0.2
done
exit 1
