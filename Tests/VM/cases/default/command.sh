#!/usr/bin/env bash
# weir run and weir adopt: exit codes, limits from the first instruction, a report, signals, and nothing left behind.
# deadline: 240
set -euxo pipefail

code() { # EXPECTED COMMAND...
  local wanted=$1 got=0
  shift
  "$@" || got=$?
  [[ $got -eq $wanted ]]
}
for number in 0 1 3 255; do code $number weir run -- sh -c "exit $number"; done
code 143 weir run -- sh -c 'kill -TERM $$'
code 137 weir run -- sh -c 'kill -KILL $$'
code 127 weir run -- /nowhere/nothing
code 126 weir run -- /etc/passwd
code 125 weir run memory.max=512 -- true
code 64 weir run memory.max=64M
code 64 weir run notalimit -- true

# In force from the first instruction, by property and by file.
# shellcheck disable=SC2016
[[ $(weir run memory.max=64M pids.max=30 cpu.max=25% memory.swap.high=32M -- sh -c \
  'cd /sys/fs/cgroup$(sed -n s/^0:://p /proc/self/cgroup); cat memory.max pids.max cpu.max memory.swap.high | tr "\n" " "') \
  = "67108864 30 25000 100000 33554432 " ]]
[[ $(weir run -- cat <<<"standard input stays") = "standard input stays" ]]

# By the manager that is asked for, whoever runs it.
place() { weir run "$@" -- sed -n s/^0:://p /proc/self/cgroup; }
[[ $(place --system --unit=weirsystem) = /system.slice/weirsystem.scope ]]
[[ $(place --user --unit=weiruser) = /user.slice/user-0.slice/user@0.service/*/weiruser.scope ]]
[[ $(place --slice=weirplace.slice --unit=weirsliced) = /weirplace.slice/weirsliced.scope ]]
sleep 1000 &
weir adopt --slice=weirplace.slice --unit=weiradopted pids.max=33 $!
grep -qx "0::/weirplace.slice/weiradopted.scope" /proc/$!/cgroup
[[ $(</sys/fs/cgroup/weirplace.slice/weiradopted.scope/pids.max) = 33 ]]
kill $!
wait $! || true
# Every kind of value is read back before the command starts: by key, in parts, rounded.
# shellcheck disable=SC2016
[[ $(weir run memory.max=10000001 io.max=/dev/vda,rbps=50M io.max=/dev/vda,wiops=70 cpu.weight=77 cpuset.cpus=0-1 \
  io.weight=50 memory.low=1M -- sh -c \
  'cd /sys/fs/cgroup$(sed -n s/^0:://p /proc/self/cgroup); cat memory.max io.max cpu.weight cpuset.cpus memory.low | tr "\n" " "') \
  = "9998336 "*"rbps=50000000 wbps=max riops=max wiops=70 77 0-1 1048576 " ]]

# A hog dies of its limit, and the report says so.
code 137 weir run memory.max=16M memory.swap.max=0 --report -o json -- \
  python3 -c 'x = bytearray(200 << 20)' 2>report.json
grep '^{' report.json | jq -e '.oom_kills >= 1 and .exit == 137 and .memory_peak <= 17825792 and .cpu_usage_usec > 0'
weir run --report -- sh -c 'exit 4' 2>report.txt || [[ $? -eq 4 ]]
grep -q 'exit 4' report.txt

# A delegated subtree that the command may use.
weir run --delegate --unit=weirdelegate -- sh -c '
  cd /sys/fs/cgroup/system.slice/weirdelegate.scope
  grep -q memory cgroup.subtree_control
  mkdir child && echo 8M > child/memory.max && grep -q 8388608 child/memory.max && rmdir child'

# Ctrl-C reaches the command alone; weir answers with its code.
tmux new-session -d -s weirrun 'weir run --unit=weirtmux -- sleep 100; echo "ended with $?" > tmux.txt'
until systemctl -q is-active weirtmux.scope; do sleep 0.2; done
sleep 1
tmux send-keys -t weirrun C-c
for _ in $(seq 50); do [[ -s tmux.txt ]] && break; sleep 0.2; done
grep -q 'ended with 130' tmux.txt

# SIGTERM is passed on; SIGKILL of weir before the command runs leaves nothing.
weir run --unit=weirterm -- sleep 100 &
pid=$!
until systemctl -q is-active weirterm.scope; do sleep 0.2; done
sleep 1
kill -TERM $pid
code 143 wait $pid

# So is a SIGINT that is no terminal's. The command has what its caller blocked and ignored; who ignores SIGCHLD hears the
# command's own code.
python3 - <<'PYTHON'
import os, signal, subprocess, time
child = subprocess.Popen(["weir", "run", "--unit=weirint", "--", "sleep", "100"])
while subprocess.run(["systemctl", "-q", "is-active", "weirint.scope"]).returncode: time.sleep(0.2)
time.sleep(1)
child.send_signal(signal.SIGINT)
assert child.wait() == 130, child.returncode
def odd():
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGUSR2, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
odds = dict(preexec_fn=odd, restore_signals=False)
assert subprocess.run(["weir", "run", "--", "sh", "-c", "exit 3"], **odds).returncode == 3
said = subprocess.run(["weir", "run", "--", "cat", "/proc/self/status"], stdout=subprocess.PIPE, **odds).stdout.decode()
masks = dict(line.split(":\t") for line in said.splitlines() if line.startswith("Sig") and "\t" in line)
has = lambda mask, number: int(masks[mask], 16) >> (number - 1) & 1
assert has("SigBlk", signal.SIGUSR1) and has("SigIgn", signal.SIGUSR2) and has("SigIgn", signal.SIGCHLD), masks
PYTHON

# Processes that run already.
sleep 1000 &
first=$!
sleep 1000 &
second=$!
true &
gone=$!
wait $gone
weir adopt $first $second $gone pids.max=9 --unit=weiradopt 2>gone.txt | tee adopted.txt
grep -qx "weir: process $gone is gone" gone.txt
grep -q "$first: /system.slice/weiradopt.scope" adopted.txt
[[ $(cat /sys/fs/cgroup/system.slice/weiradopt.scope/pids.max) = 9 ]]
kill $first $second
wait || true
code 1 weir adopt 4194000
sh -c 'sleep 1000 & sleep 1000 & wait' &
parent=$!
until [[ $(pgrep -c -P $parent) -eq 2 ]]; do sleep 0.1; done
mapfile -t children < <(pgrep -P $parent)
weir adopt --tree $parent --unit=weirtree >tree.txt
for process in $parent "${children[@]}"; do
  grep -qx "$process: /system.slice/weirtree.scope" tree.txt
  grep -qx "0::/system.slice/weirtree.scope" "/proc/$process/cgroup"
done
kill $parent "${children[@]}"
wait || true
# A daemon stays in its unit, and so does the service manager.
journal=$(systemctl show -P MainPID systemd-journald.service)
for process in 1 "$journal"; do code 1 weir adopt "$process"; done
grep -q '^0::/init.scope$' /proc/1/cgroup
grep -q '^0::/system.slice/systemd-journald.service$' "/proc/$journal/cgroup"

for _ in $(seq 50); do
  systemctl list-units --no-legend 'weir*.scope' | grep -q . || exit 0
  sleep 0.2
done
systemctl list-units 'weir*.scope'
exit 1
