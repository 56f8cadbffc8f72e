#!/usr/bin/env bash
# Figures against what was set: a spinner at half a CPU, 100 MB touched, a crowd of processes, writes at io.max; two
# children under one limit; and `weir stat` as a program would use it. Each within 5 %. A busy host may give the guest
# less than its limits allow, so of rates the best of five intervals counts; none may be above.
# deadline: 300
set -euxo pipefail
top=/sys/fs/cgroup/weir-figures
# shellcheck source=Benchmarks/groups.sh
. /weir/guest/groups.sh
clean_up() {
  end_group "$top"
  rm -f /var/tmp/weir-figures
}
trap clean_up EXIT
echo "+cpu +memory +io +pids" >/sys/fs/cgroup/cgroup.subtree_control
mkdir "$top"
echo "+cpu +memory +io +pids" >"$top/cgroup.subtree_control"
mkdir "$top"/{spin,touch,crowd,write,parent}

inside() { in_group "$top/$1" "${@:2}"; } # GROUP COMMAND…: runs it in the group
# near ACTUAL WANTED: within 5 %.
near() { jq -en --argjson actual "$1" --argjson wanted "$2" '($actual - $wanted | fabs) <= 0.05 * $wanted'; }
figure() { jq -e --arg path "/weir-figures/$1" --arg name "$2" '.groups[] | select(.path == $path) | .figures[$name]' <<<"$json"; }

echo "50000 100000" >"$top/spin/cpu.max"
inside spin sh -c 'while :; do :; done' &
# dd(1) fills one buffer and waits for who never reads: no more, however busy the machine is. (What gathers a pipe takes
# room by how it was filled; stress-ng frees and takes anew, and its methods have buffers of their own at times.)
hold() { inside "$1" bash -c "dd if=/dev/zero bs=$2 count=1 iflag=fullblock status=none | exec sleep 9999"; }
hold touch 104857600 &
for _ in {1..40}; do inside crowd sleep 9999 & done
device=$(lsblk -dno MAJ:MIN /dev/vda | tr -d ' ')
echo "$device wbps=2000000" >"$top/write/io.max"
# One process for the whole interval: starting another one would leave a gap.
inside write dd if=/dev/zero of=/var/tmp/weir-figures bs=256k count=1000 oflag=direct 2>/dev/null &
sleep 10

intervals=$(weir stat -d 5s -n 5 -o ndjson -c cpu/lim,cpu.throttled,memory.current,memory.stat.anon,pids.current,io.written,cpu.pressure.some,processes /weir-figures)
best() { # GROUP METRIC: the greatest of the intervals
  jq -s --arg path "/weir-figures/$1" --arg name "$2" \
    '[.[].groups[] | select(.path == $path) | .figures[$name]] | max' <<<"$intervals"
}
[[ $(wc -l <<<"$intervals") -eq 5 ]]
json=$(tail -n 1 <<<"$intervals")
near "$(best spin cpu.cores)" 0.5
near "$(best write io.written)" 2000000
near "$(figure spin cpu.cap)" 0.5
figure spin cpu.throttled | jq -e '. > 0.3'
# Half of the time by quota; the kernel's totals are up to two seconds old.
best spin cpu.pressure.some | jq -e '. > 0.25'
near "$(figure touch memory.stat.anon)" 104857600
near "$(figure crowd pids.current)" 40
near "$(figure crowd processes)" 40
jq -e '.interval > 4.5 and .interval < 20' <<<"$json"
# The parent's figures hold its children's, and a total does not count them twice.
jq -e '(.total["pids.current"]) == (.groups[] | select(.path == "/weir-figures") | .figures["pids.current"])' <<<"$json"

# Two children under one limit: each far from its own, both near the parent's.
echo 200M >"$top/parent/memory.max"
echo "+memory" >"$top/parent/cgroup.subtree_control"
mkdir "$top"/parent/{a,b}
echo 190M >"$top/parent/a/memory.max"
hold parent/a 83886080 &
hold parent/b 83886080 &
# Who is killed at the end is no news.
disown -a
for _ in {1..60}; do
  [[ $(cat "$top/parent/memory.current") -lt 167772160 ]] || break
  sleep 1
done
json=$(weir stat -d 1s -n 1 -o json -c memory.headroom,memory.headroom_by,memory.share,memory.working_set /weir-figures)
[[ $(figure parent/a memory.headroom_by) = '"/weir-figures/parent"' ]]
figure parent/a memory.headroom | jq -e '. < 45000000'
figure parent/a memory.share | jq -e '. > 0.6'

# Formats, exit codes, and a table that a person reads.
weir stat -n 1 -d 1s /weir-figures/spin | grep '^/weir-figures/spin '
[[ $(weir stat -d 500ms -n 2 -o ndjson /weir-figures/spin | wc -l) -eq 2 ]]
[[ $(weir stat -d 500ms -n 2 -o csv /weir-figures/spin | wc -l) -eq 3 ]]
code=0
weir stat -d 1s -n 1 --exit-code -w 'cpu.cap < 1' /weir-figures >/dev/null || code=$?
[[ $code -eq 2 ]]
