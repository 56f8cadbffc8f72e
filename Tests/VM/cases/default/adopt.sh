#!/usr/bin/env bash
# weir adopt of processes that fork and end all the while: with --tree nothing below them stays outside; without it what
# stays is named, and what they fork from then on is in.
# deadline: 480
set -euxo pipefail
root=
sleeper=
trap 'systemctl stop "weirfork*.scope" || true; kill $root $sleeper $(cat child.txt) 2>/dev/null || true' EXIT
group_of() { sed -n 's/^0:://p' "/proc/$1/cgroup" 2>/dev/null; }
# Who lives below a process, and is in the group or is not: in one look, for which a shell would be too slow.
cat >look.py <<'PYTHON'
import os, sys

root, group = sys.argv[1:]
seen = {}
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        state, parent = open(f"/proc/{pid}/stat").read().rpartition(")")[2].split()[:2]
        lines = open(f"/proc/{pid}/cgroup").read().splitlines()
    except OSError:
        continue
    # A hierarchy of version 1 that somebody mounted has a line of its own.
    seen[pid] = (parent, state, "".join(line[3:] for line in lines if line.startswith("0::")))
for pid, (parent, state, place) in seen.items():
    while parent in seen and parent != root:
        parent = seen[parent][0]
    if parent == root and state not in "ZX":
        print("in" if place == group else "out", pid)
PYTHON
old=$(group_of $$)
# Children that live for a second, and some that live longer and have children themselves.
# shellcheck disable=SC2016  # for the inner shell
forker='sleep 1000 & while :; do sleep 1 & sh -c "sleep 8 & sleep 9" & sleep 0.1; done'
seen=0
for round in 1 2 3 4; do
  sh -c "$forker" >/dev/null 2>&1 &
  root=$!
  sleep 1.5
  scope=/system.slice/weirfork$round.scope
  weir adopt --tree "$root" --unit=weirfork$round pids.max=500 >tree.txt 2>tree.err
  python3 look.py "$root" "$scope" >look.txt
  if grep out look.txt; then exit 1; fi
  [[ $(grep -c in look.txt) -gt 3 ]]
  grep -qx "$root: $scope" tree.txt
  # All that is said is where one landed, or that it ended.
  if grep -vE "^[0-9]+: $scope$" tree.txt; then exit 1; fi
  if grep -vE '^weir: process [0-9]+ ended meanwhile$' tree.err; then exit 1; fi
  [[ $(sort tree.txt | uniq -d | wc -l) -eq 0 ]]
  seen=$((seen + $(wc -l <tree.txt)))
  systemctl stop weirfork$round.scope
  wait "$root" || true
done
# Each tree had more than its root and the one that sleeps.
[[ $seen -gt 12 ]]

# Alone: it is in, and what it forks then; what it had forked is not, and is named.
# shellcheck disable=SC2016  # for the inner shell
sh -c 'sleep 1000 & while :; do sleep 1 & sleep 0.1; done' >/dev/null 2>&1 &
root=$!
sleep 1.5
sleeper=$(pgrep -P "$root" -x sleep -o)
weir adopt "$root" --unit=weirforks >alone.txt 2>alone.err
sleep 0 &
last=$!
[[ $(cat alone.txt) = "$root: /system.slice/weirforks.scope" && $(wc -l <alone.err) -eq 1 ]]
grep -E "^weir: children stay where they were: (.*, )?$sleeper(,| and|;).*--tree takes them in, too$" alone.err
sleep 3
python3 look.py "$root" /system.slice/weirforks.scope >look.txt
grep -qx "out $sleeper" look.txt
grep -q in look.txt
# All that are outside were there before.
while read -r _ process; do
  [[ $(group_of "$process") = "$old" || ! -e /proc/$process ]]
  [[ $process -le $last ]]
done < <(grep out look.txt)
systemctl stop weirforks.scope
kill "$sleeper"
wait "$root" || true

# Many that end while they are adopted: who lives is in, and each that was named is told of once.
for round in 1 2 3; do
  members=()
  for tenth in $(seq 1 25); do
    sleep $((tenth / 10)).$((tenth % 10)) >/dev/null 2>&1 &
    members+=($!)
  done
  sleep 1000 >/dev/null 2>&1 &
  members+=($!)
  code=0
  weir adopt "${members[@]}" --unit=weirforkend$round >end.txt 2>end.err || code=$?
  cat end.txt end.err
  [[ $code -eq 0 && $(group_of "${members[25]}") = /system.slice/weirforkend$round.scope ]]
  grep -qx "${members[25]}: /system.slice/weirforkend$round.scope" end.txt
  for process in "${members[@]}"; do [[ $(cat end.txt end.err | grep -cwF "$process") -eq 1 ]]; done
  systemctl stop weirforkend$round.scope
done

# A thread's children are its process's.
python3 -c '
import subprocess, threading, time
def fork():
    child = subprocess.Popen(["sleep", "1000"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    open("child.txt", "w").write(f"{child.pid}\n")
    time.sleep(1000)
threading.Thread(target=fork, daemon=True).start()
time.sleep(1000)' >/dev/null 2>&1 &
root=$!
until [[ -s child.txt ]]; do sleep 0.1; done
weir adopt --tree "$root" --unit=weirforkthread
[[ $(group_of "$(cat child.txt)") = /system.slice/weirforkthread.scope ]]
systemctl stop weirforkthread.scope
