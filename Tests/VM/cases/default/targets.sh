#!/usr/bin/env bash
# One group by every name it has: unit, path, directory, pid, self, and the working directory.
# deadline: 240
set -euxo pipefail
group=/sys/fs/cgroup/system.slice/weirtarget.service
cleanup() {
  cd /
  systemctl stop weirtarget.service || true
  rmdir "$group/inner" /sys/fs/cgroup/weirtwice /sys/fs/cgroup/system.slice/weirtwice /sys/fs/cgroup/weirgone || true
} 2>/dev/null
trap cleanup EXIT
systemd-run --quiet --unit=weirtarget -p MemoryMax=128M -p Delegate=yes sleep 1000
pid=$(systemctl show -P MainPID weirtarget.service)
work=$PWD

# shellcheck source=Tests/VM/guest/refused.sh
. /weir/guest/refused.sh
for target in weirtarget.service weirtarget /system.slice/weirtarget.service "$group" "$group/" "pid:$pid"; do
  [[ $(weir get "$target" memory.max) = 134217728 ]]
  weir tree "$target" -o json | jq -e '.groups[0].path == "/system.slice/weirtarget.service"'
done
weir set "pid:$pid" pids.max=61
[[ $(cat "$group/pids.max") = 61 ]]

# The working directory: the group itself, one above it, one below.
cd "$group"
[[ $(weir get . memory.max) = 134217728 ]]
weir tree . -o json | jq -e '[.groups[].path] == ["/system.slice/weirtarget.service"]'
# Another directory is another group: the line that undoes it names the path.
weir set . pids.max=62 -o json >"$work/set.json"
jq -e '.undo | startswith("weir set /system.slice/weirtarget.service pids.max=")' "$work/set.json"
[[ $(cat "$group/pids.max") = 62 && $(systemctl show -P TasksMax weirtarget.service) = 62 ]]
weir freeze .
grep -qx 'frozen 1' cgroup.events
weir thaw .
grep -qx 'frozen 0' cgroup.events
weir stat . -o json | jq -e '.'
cd ..
weir tree . --bare | grep -q weirtarget.service
weir tree . -o json | jq -e '.groups[0].path == "/system.slice" and any(.groups[]; .path == "/system.slice/weirtarget.service")'
mkdir "$group/inner"
cd "$group/inner"
[[ $(weir get . cgroup.max.depth) = max ]]
weir tree . -o json | jq -e '.groups[0].path == "/system.slice/weirtarget.service/inner"'
cd /sys/fs/cgroup
weir tree . -L 0 -o json | jq -e '.groups[0].path == "/"'
cd "$work"
refused 'the working directory is not in the hierarchy' 1 weir get . memory.max
mkdir /sys/fs/cgroup/weirgone
cd /sys/fs/cgroup/weirgone
rmdir /sys/fs/cgroup/weirgone
refused '^weir: ' 1 weir get . cgroup.type
cd "$work"

# Itself: the group of whoever asks.
own=$(sed -n 's/^0:://p' /proc/self/cgroup)
weir tree self -o json | jq -e --arg own "$own" '.groups[0].path == $own'
systemd-run --quiet --wait --pipe --unit=weirself "$(command -v weir)" tree self -o json |
  jq -e '.groups[0].path == "/system.slice/weirself.service"'

# What is none.
true &
gone=$!
wait "$gone"
refused "no process $gone" 1 weir get "pid:$gone" memory.max
refused 'names no process; write pid:1234' 1 weir get pid:0 memory.max
refused 'no group is named "weirtarget.servic"; did you mean weirtarget.service' 1 weir get weirtarget.servic memory.max
mkdir /sys/fs/cgroup/weirtwice /sys/fs/cgroup/system.slice/weirtwice
refused '2 groups are named "weirtwice": .*/weirtwice' 1 weir get weirtwice memory.max
[[ $(weir get /weirtwice memory.max) = max && $(weir get /system.slice/weirtwice memory.max) = max ]]
