#!/usr/bin/env bash
# weir run: exit codes, limits from the first instruction, a hog killed and reported, Ctrl-C, delegation; nothing stays.
# deadline: 240
set -euxo pipefail
exec 9>&2
BASH_XTRACEFD=9 # what commands say on standard error is read below
code() { local answer=0; "$@" || answer=$?; echo "$answer"; }
for wanted in 0 1 255; do [[ $(code weir run -- sh -c "exit $wanted") = "$wanted" ]]; done
[[ $(code weir run -- sh -c 'kill -TERM $$') = 143 ]]
[[ $(code weir run -- sh -c 'kill -KILL $$') = 137 ]]
[[ $(code weir run -- /etc/passwd) = 126 ]]
[[ $(code weir run -- ./no-such-command) = 127 ]]
[[ $(code weir run memory.max=512 -- touch never) = 125 && ! -e never ]]

weir run memory.max=64M pids.max=20 cpu.max=50% -- sh -c 'cd /sys/fs/cgroup$(cut -d: -f3 /proc/self/cgroup) &&
  cat memory.max pids.max cpu.max' >inside
diff inside - <<<$'67108864\n20\n50000 100000'

# A hog reaches its limit, is killed, and the report says so.
[[ $(code weir run --report -o json memory.max=16M memory.swap.max=0 -- \
  python3 -c 'b = bytearray(100 << 20)' 2>report.json) = 137 ]]
jq -e '.exit == 137 and .oom_kills >= 1 and .memory_peak <= 16777216' report.json

# The command may make groups below its own.
weir run --delegate -- sh -c 'mkdir /sys/fs/cgroup$(cut -d: -f3 /proc/self/cgroup)/../own &&
  rmdir /sys/fs/cgroup$(cut -d: -f3 /proc/self/cgroup)/../own'

# Ctrl-C at a terminal ends the command, and weir with its code.
tmux new-session -d -s weir "weir run --unit weir-ctrl-c -- sleep 9999; echo \$? >$PWD/interrupted"
until systemctl -q is-active weir-ctrl-c.scope; do sleep 0.2; done
sleep 1
tmux send-keys -t weir C-c
until [[ -s interrupted ]]; do sleep 0.2; done
[[ $(cat interrupted) = 130 ]]

# A running process, and one that is gone.
sleep 9999 &
running=$!
weir adopt $running pids.max=9 --unit weir-adopted >adopted
grep -qx "$running: /system.slice/weir-adopted.scope" adopted
grep -q weir-adopted.scope /proc/$running/cgroup
[[ $(cat /sys/fs/cgroup/system.slice/weir-adopted.scope/pids.max) = 9 ]]
kill $running
wait $running || true
[[ $(code weir adopt $running 2>gone) = 1 ]]
grep -q "process $running is gone" gone
until [[ -z $(systemctl list-units --all --plain --no-legend 'weir-*.scope') ]]; do sleep 0.2; done
