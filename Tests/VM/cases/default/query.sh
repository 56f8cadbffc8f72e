#!/usr/bin/env bash
# -w chooses groups by what they are and use; what changes them lists them first and wants --yes.
# deadline: 240
set -euxo pipefail
trap 'systemctl stop weirq1 weirq2 weirq3' EXIT
systemd-run --quiet --unit=weirq1 sleep 9999
systemd-run --quiet --unit=weirq2 sleep 9999
# 100 MB that it keeps touching.
systemd-run --quiet --unit=weirq3 stress-ng --vm 1 --vm-bytes 100m --vm-keep --quiet
value() { cat "/sys/fs/cgroup/system.slice/$1.service/$2"; }
for _ in $(seq 60); do
  if (($(value weirq3 memory.current) > 100000000)); then break; fi
  sleep 1
done
weir tree --bare -w 'kind = service and name = weirq* and memory.current > 90M' >tree.txt
grep -q weirq3.service tree.txt
[[ $(grep -c weirq tree.txt) -eq 1 ]]
# A spinner is told from what sleeps by a rate.
weir tree --bare -w 'name =~ "weirq[0-9].service" and cpu.cores > 0.05' | grep weirq | grep -q weirq3

code=0
weir set -w 'name = weirq[12].service' pids.max=60 >plan.txt 2>error.txt || code=$?
[[ $code -eq 64 && $(grep -c 'pids.max: .* -> 60' plan.txt) -eq 2 && $(value weirq1 pids.max) != 60 ]]
grep -q 'add --yes' error.txt
weir set -w 'name = weirq[12].service' pids.max=60 --yes
[[ $(value weirq1 pids.max) = 60 && $(value weirq2 pids.max) = 60 && $(value weirq3 pids.max) != 60 ]]
weir freeze -w 'unit = weirq1.service' --yes
grep -qx 'frozen 1' /sys/fs/cgroup/system.slice/weirq1.service/cgroup.events
weir thaw -w frozen --yes
grep -qx 'frozen 0' /sys/fs/cgroup/system.slice/weirq1.service/cgroup.events
weir reclaim -w 'name = weirq[12].service' 64K --yes | grep -c reclaimed | grep -qx 2
weir kill -w 'name = weirq[12].service' --yes >kill.txt
[[ $(grep -c '1 process killed' kill.txt) -eq 2 ]]
for _ in $(seq 60); do systemctl is-active -q weirq1 weirq2 || break; sleep 0.5; done
for unit in weirq1 weirq2; do
  if systemctl is-active -q "$unit"; then exit 1; fi
done
systemctl is-active -q weirq3
