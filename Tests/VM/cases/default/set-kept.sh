#!/usr/bin/env bash
# What weir says it set is set, and stays; what it says it did not change is as before: several devices in one line, a value
# that its manager does not know, a value that returns and would kill, a manager that cannot be reached, a limit that is
# refused when a process is already in its scope.
# deadline: 600
exec 9>&2
BASH_XTRACEFD=9
set -euxo pipefail
# shellcheck source=Tests/VM/guest/refused.sh
. /weir/guest/refused.sh
# shellcheck source=Tests/VM/guest/stray.sh
. /weir/guest/stray.sh
groups=/sys/fs/cgroup plain=/sys/fs/cgroup/weirkept
unit=weirkept.service group=/sys/fs/cgroup/system.slice/weirkept.service
cleanup() {
  kill "$sleeper" 2>/dev/null || true
  systemctl stop $unit weirkeptfile.service weirkeptcpu.service weirkeptcpu.slice 2>/dev/null || true
  swapoff /weirkept.swap || true
  rm -f /weirkept.swap
  rm -rf /etc/systemd/system/weirkeptfile.service {/etc,/run}/systemd/system.control/weirkeptfile.service.d
  systemctl daemon-reload
  if [[ -d $plain ]]; then
    echo 1 >$plain/cgroup.kill
    for _ in {1..50}; do if rmdir $plain; then break; fi; sleep 0.2; done
  fi
} 2>/dev/null
sleep 1000 &
sleeper=$!
trap cleanup EXIT
systemd-run --quiet --unit=$unit sleep 1000
echo '+cpu +cpuset +io +memory +pids' >$groups/cgroup.subtree_control
mkdir $plain

# Two disks, one of them in two words: all of it, by either way, and undone by one line.
vda=$(<"/sys/block/vda/dev") vdb=$(<"/sys/block/vdb/dev")
for target in $unit /weirkept; do
  file=$group/io.max
  [[ $target = "$unit" ]] || file=$plain/io.max
  undo=$(weir set "$target" io.max=/dev/vda,rbps=50M io.max=/dev/vdb,rbps=60M io.max=/dev/vda,wiops=70 -o json | jq -r .undo)
  grep -qx "$vda rbps=50000000 wbps=max riops=max wiops=70" "$file"
  grep -qx "$vdb rbps=60000000 wbps=max riops=max wiops=max" "$file"
  bash -c "$undo"
  [[ -z $(<"$file") ]]
done
[[ $(systemctl show -P IOReadBandwidthMax -P IOWriteIOPSMax $unit) = "" ]]
# What takes one device's limit away does not take another's, which somebody else set after it.
undo=$(weir set $unit io.max=/dev/vda,rbps=50M -o json | jq -r .undo)
systemctl set-property --runtime $unit 'IOReadBandwidthMax=/dev/vdb 10M'
refused "^weir: io.max of .* has a line for $vdb, too: it was changed since$" 1 bash -c "$undo"
[[ $(wc -l <$group/io.max) -eq 2 ]]
weir set $unit io.max=unset
[[ -e $group/io.max && -z $(<$group/io.max) ]]
# Nor is a line that was written directly one that its manager knows.
echo "$vda rbps=5000000" >$group/io.max
undo=$(weir set $unit io.max=/dev/vda,rbps=1M -o json | jq -r .undo)
bash -c "$undo"
grep -qx "$vda rbps=5000000 wbps=max riops=max wiops=max" $group/io.max
weir set $unit io.max=unset
# shellcheck disable=SC2016  # for the inner shell
weir run io.max=/dev/vda,rbps=50M io.max=/dev/vdb,rbps=60M -- sh -c \
  'cat "/sys/fs/cgroup$(sed -n s/^0:://p /proc/self/cgroup)/io.max"' >run.txt
[[ $(grep -c -E "^($vda rbps=50000000|$vdb rbps=60000000) wbps=max riops=max wiops=max$" run.txt) -eq 2 ]]

# The kernel's own spelling, which it completes.
weir set $unit cpu.max=50000
[[ $(<$group/cpu.max) = "50000 100000" && $(systemctl show -P CPUQuotaPerSecUSec $unit) = 500ms ]]
# A list that was empty is empty again.
refused 'there is no device 254:99.*nothing was changed$' 1 weir set /weirkept cpuset.cpus=0 io.max=254:99,rbps=1M
[[ -z $(<$plain/cpuset.cpus) ]]

# With the last unit that needs it a controller goes from all below the slice, and the file with it.
systemd-run --quiet --slice=weirkeptcpu.slice --unit=weirkeptcpu.service sleep 1000
alone=$groups/weirkeptcpu.slice/weirkeptcpu.service
undo=$(weir set weirkeptcpu.service cpu.max=50% -o json | jq -r .undo)
[[ $(<$alone/cpu.max) = "50000 100000" ]]
bash -c "$undo"
[[ ! -e $alone/cpu.max && $(systemctl show -P CPUQuotaPerSecUSec weirkeptcpu.service) = infinity ]]
weir set weirkeptcpu.service cpu.max=50%
weir set weirkeptcpu.service cpu.max=max
[[ $(systemctl show -P CPUQuotaPerSecUSec weirkeptcpu.service) = infinity ]]
undo=$(weir set weirkeptcpu.service io.max=/dev/vda,rbps=50M -o json | jq -r .undo)
grep -q rbps=50000000 $alone/io.max
bash -c "$undo"
[[ ! -e $alone/io.max && -z $(systemctl show -P IOReadBandwidthMax weirkeptcpu.service) ]]
# Where a unit has another device's limit of its own, that one's line alone is taken back.
systemctl set-property --runtime $unit 'IOReadBandwidthMax=/dev/vdb 10M'
undo=$(weir set $unit io.max=/dev/vda,rbps=50M -o json | jq -r .undo)
[[ $(wc -l <$group/io.max) -eq 2 ]]
bash -c "$undo"
[[ $(<$group/io.max) = "$vdb rbps=10000000 wbps=max riops=max wiops=max" ]]
weir set $unit io.max=unset

# A value that stands in the file, but that the manager would not keep, is no value that is there already.
echo 123 >$group/pids.max
weir set $unit pids.max=123 -o json | jq -e '.changed == 1 and .steps[0].route == "manager"
  and (.steps[0].warnings | any(contains("its manager knew another value")))'
systemctl set-property --runtime $unit CPUWeight=90
[[ $(<$group/pids.max) = 123 && $(systemctl show -P TasksMax $unit) = 123 ]]
weir set $unit pids.max=123 -o json | jq -e '.changed == 0'

# A limit that returns is a lower one: refused where it would kill, and then all is as it was.
rm -f /run/weirkept.go
printf '[Service]\nMemoryMax=30M\nExecStart=/bin/sh -c "%s"\n' \
  'until [ -e /run/weirkept.go ]; do sleep 0.2; done; dd if=/dev/zero bs=60M count=1 iflag=fullblock status=none | exec sleep 1000' \
  >/etc/systemd/system/weirkeptfile.service
systemctl daemon-reload
systemctl start weirkeptfile.service
hog=$groups/system.slice/weirkeptfile.service
undo=$(weir set weirkeptfile.service memory.max=300M -o json | jq -r .undo)
touch /run/weirkept.go
until [[ $(<$hog/memory.current) -gt 62914560 ]]; do sleep 0.2; done
refused '^weir: memory.max of .*: 30M is below what reclaim can reach: .*--allow-oom; nothing was changed$' 1 bash -c "$undo"
[[ $(<$hog/memory.max) = 314572800 && $(systemctl show -P MemoryMax weirkeptfile.service) = 314572800 ]]
systemctl daemon-reload
[[ $(systemctl show -P MemoryMax weirkeptfile.service) = 314572800 ]]
systemctl is-active weirkeptfile.service
# The same for good: the drop-in goes to /etc, though the file holds the value.
weir set weirkeptfile.service memory.max=300M --persistent -o json | jq -e '.changed == 1 and .steps[0].lasts == "for good"'
grep -q 'MemoryMax=314572800' /etc/systemd/system.control/weirkeptfile.service.d/50-MemoryMax.conf
weir set weirkeptfile.service memory.max=300M --persistent -o json | jq -e '.changed == 0'
# One that hides another in /run until a daemon-reload, and which that would bring back.
weir set weirkeptfile.service pids.max=53 --persistent
weir set weirkeptfile.service pids.max=54
weir set weirkeptfile.service pids.max=54 --persistent -o json | jq -e '.changed == 1'
systemctl daemon-reload
[[ $(systemctl show -P TasksMax weirkeptfile.service) = 54 ]]
weir set weirkeptfile.service pids.max=unset
[[ -z $(find {/etc,/run}/systemd/system.control/weirkeptfile.service.d -name 50-TasksMax.conf) ]]
# A limit that was written directly is not lowered by what was refused.
echo 400M >$hog/memory.max
refused 'is below what reclaim can reach' 1 weir set weirkeptfile.service memory.max=unset
[[ $(<$hog/memory.max) = 419430400 ]]
grep -q 'MemoryMax=314572800' /etc/systemd/system.control/weirkeptfile.service.d/50-MemoryMax.conf
# Swap that the same line takes away holds nothing.
fallocate -l 256M /weirkept.swap
chmod 600 /weirkept.swap
mkswap -q /weirkept.swap
swapon /weirkept.swap
weir set weirkeptfile.service memory.max=35M --dry-run
refused 'is below what reclaim can reach' 1 weir set weirkeptfile.service memory.swap.max=0 memory.max=35M
swapoff /weirkept.swap
weir set weirkeptfile.service memory.max=unset --allow-oom
for _ in {1..100}; do
  if ! systemctl -q is-active weirkeptfile.service; then break; fi
  sleep 0.2
done
[[ $(systemctl show -P Result weirkeptfile.service) = oom-kill ]]
[[ ! -e /etc/systemd/system.control/weirkeptfile.service.d && ! -e /run/systemd/system.control/weirkeptfile.service.d ]]

# What one must say to change it one need not be told to say again.
undo=$(weir set ssh.service pids.max=900 --protected ssh.service -o json | jq -r .undo)
[[ $undo = *"--protected ssh.service"* && $(<$groups/system.slice/ssh.service/pids.max) = 900 ]]
bash -c "$undo"
[[ $(<$groups/system.slice/ssh.service/pids.max) != 900 && ! -e /run/systemd/system.control/ssh.service.d ]]

# A manager that runs and is not reached is no reason to go past it.
# shellcheck disable=SC2016  # for the inner shell
unreached=(unshare --mount bash -euc
  'mount --bind /dev/null /run/systemd/private; mount -t tmpfs none /run/dbus; exec "$@"' -)
refused '^weir: no answer from systemd at ' 1 "${unreached[@]}" weir set $unit pids.max=77
refused '^weir: no answer from systemd at ' 1 "${unreached[@]}" weir freeze $unit
refused '^weir: no answer from systemd at ' 125 "${unreached[@]}" weir run --unit=weirkeptrun pids.max=9 -- touch ran
refused '^weir: no answer from systemd at ' 1 "${unreached[@]}" weir adopt $sleeper pids.max=9
[[ $(<$group/pids.max) = 123 && ! -e ran ]]
grep -qx 'frozen 0' $group/cgroup.events

# Without a bus, root has the manager's own socket.
busless=(unshare --mount bash -euc 'mount -t tmpfs none /run/dbus; exec "$@"' -)
"${busless[@]}" weir set $unit pids.max=124 -o json | jq -e '.steps[0].route == "manager"'
[[ $(systemctl show -P TasksMax $unit) = 124 ]]
"${busless[@]}" weir freeze $unit
[[ $(systemctl show -P FreezerState $unit) = frozen ]]
"${busless[@]}" weir thaw $unit
[[ $("${busless[@]}" weir run --unit=weirkeptrun pids.max=9 -- sed -n s/^0:://p /proc/self/cgroup) = */weirkeptrun.scope ]]
weir set $unit pids.max=123

# A signal between two values: the first is put back.
interrupted=/sys/fs/cgroup/weirkeptint
mkdir $interrupted
code=0
strace -f -qq -o trace.txt -P $interrupted/pids.max -P $interrupted/memory.max -e trace=write \
  -e inject=write:delay_exit=3000000 weir set /weirkeptint memory.max=64M pids.max=50 2>error.txt &
until [[ $(cat $interrupted/{pids,memory}.max | sort -u) != max ]]; do sleep 0.1; done
pkill -TERM -f '^weir set /weirkeptint'
wait $! || code=$?
cat error.txt
[[ $code -eq 143 && $(cat $interrupted/{pids,memory}.max | sort -u) = max ]]
grep -qx 'weir: interrupted; nothing was changed' error.txt
rmdir $interrupted

# A process is back where it was when its scope could not have a limit.
# Hierarchies of version 1 may be mounted besides.
home() { sed -n 's/^0:://p' /proc/$sleeper/cgroup; }
home=$(home)
refused "^weir: cpu.max.burst of .*; process $sleeper was put back into $home$" 1 \
  weir adopt $sleeper cpu.max=10% cpu.max.burst=500ms --unit=weirkeptadopt
[[ $(home) = "$home" ]]
gone systemctl list-units --all --no-legend 'weirkept*.scope'
# A command has the limits that its shell had.
[[ $(ulimit -Sn 512 && weir run -- sh -c 'ulimit -Sn') = 512 ]]
