#!/usr/bin/env bash
# An ordinary user with a user manager: cpu, memory and pids are theirs; io is not, and one line says why and what would
# help. Nobody is asked for a password where nobody sits.
# deadline: 200
set -euxo pipefail
# shellcheck disable=SC2016
[[ $(weir run memory.max=64M pids.max=30 cpu.max=25% -- sh -c \
  'cd /sys/fs/cgroup$(sed -n s/^0:://p /proc/self/cgroup); cat memory.max pids.max cpu.max | tr "\n" " "') = "67108864 30 25000 100000 " ]]
code=0
weir run -- sh -c 'exit 7' || code=$?
[[ $code -eq 7 ]]

systemd-run --user --quiet --unit=weiruser.service sleep 1000
trap 'systemctl --user stop weiruser.service' EXIT
agree() {
  local group
  group=/sys/fs/cgroup$(systemctl --user show -P ControlGroup weiruser.service)
  [[ $(cat "$group/memory.max") = 134217728 && $(systemctl --user show -P MemoryMax weiruser.service) = 134217728 ]]
  [[ $(cat "$group/pids.max") = 50 && $(systemctl --user show -P TasksMax weiruser.service) = 50 ]]
  [[ $(cat "$group/cpu.max") = "30000 100000" && $(cat "$group/cpu.weight") = 77 ]]
  [[ $(systemctl --user show -P CPUQuotaPerSecUSec weiruser.service) = 300ms ]]
  [[ $(systemctl --user show -P CPUWeight weiruser.service) = 77 ]]
  [[ $(weir get weiruser.service memory.max pids.max cpu.max cpu.weight | cut -f 2 | tr '\n' ,) = "134217728,50,30000 100000,77," ]]
}
weir set weiruser.service memory.max=128M pids.max=50 cpu.max=30% cpu.weight=77
agree
systemctl --user daemon-reload
systemctl --user set-property --runtime weiruser.service MemoryLow=1M
systemd-run --user --quiet --wait true
agree

code=0
line=$(weir set weiruser.service io.max=254:0,rbps=1M 2>&1 </dev/null) || code=$?
[[ $code -eq 1 && $(wc -l <<<"$line") -eq 1 && $line == *"io controller"*"Delegate="* ]]
# A manager takes limits for files that its units do not have: a command that would run without is not started.
for limit in io.max=254:0,rbps=1M io.weight=50 cpuset.cpus=0; do
  code=0
  line=$(weir run "$limit" -- touch started 2>&1 </dev/null) || code=$?
  [[ $code -eq 125 && $(wc -l <<<"$line") -eq 1 && $line == *"${limit%%.*} controller is not enabled"*"Delegate="* && ! -e started ]]
done
sleep 1000 &
lived=$(</proc/$!/cgroup)
code=0
line=$(weir adopt io.weight=50 $! 2>&1) || code=$?
[[ $code -ne 0 && $(wc -l <<<"$line") -eq 1 && $line == *"io controller is not enabled"*"Delegate="* && $(</proc/$!/cgroup) = "$lived" ]]
kill $!
wait $! || true

code=0
line=$(weir set systemd-udevd.service pids.max=9999 2>&1 </dev/null) || code=$?
[[ $code -eq 1 && $(wc -l <<<"$line") -eq 1 && $line == *"polkit action org.freedesktop.systemd1.manage-units"* ]]
