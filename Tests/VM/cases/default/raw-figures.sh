#!/usr/bin/env bash
# Every metric that is a number of a file, of a group that stands still, against that file at the same instant; and when
# a group began, for as long as it lives.
# deadline: 360
set -euxo pipefail
unit=weirraw.service
group=/sys/fs/cgroup/system.slice/$unit
cleanup() {
  systemctl thaw "$unit" || true
  systemctl stop "$unit" || true
  systemctl reset-failed "$unit" || true
  rm -f /var/tmp/weirraw
} 2>/dev/null
trap cleanup EXIT
# Something of everything: a quota that throttles, a memory.high that is gone over, writes, more processes than allowed.
systemd-run --quiet --unit="$unit" -p CPUQuota=30% -p MemoryHigh=40M -p MemoryMax=200M -p TasksMax=12 -p IOWeight=200 \
  -p CPUWeight=300 bash -c '
    head -c 60M /dev/zero | tail -c 60M | sleep 1000 &
    dd if=/dev/zero of=/var/tmp/weirraw bs=64k count=200 oflag=direct 2>/dev/null
    (for n in {1..20}; do sleep 1000 & done) 2>/dev/null &
    while :; do :; done'
for _ in {1..240}; do
  grep -q '^high [1-9]' "$group/memory.events" && grep -q '^max [1-9]' "$group/pids.events" && break
  sleep 0.5
done
grep '^high [1-9]' "$group/memory.events"
systemctl freeze "$unit"

raw() { # One object: NAME of the metric to the number in the file
  local file name
  cd "$group"
  {
    for file in cpu.stat cpu.stat.local memory.stat memory.events memory.events.local memory.swap.events pids.events \
      pids.events.local cgroup.stat; do
      [[ ! -e $file ]] || sed "s/^/$file./" "$file"
    done
    for file in memory.current memory.max memory.high memory.low memory.min memory.peak memory.swap.current \
      memory.swap.peak memory.zswap.current pids.current pids.peak pids.max cpu.weight; do
      [[ ! -e $file ]] || echo "$file $(<"$file")"
    done
    for file in cpu memory io irq; do
      [[ ! -e $file.pressure ]] || sed -n "s/^\(some\|full\) .* total=/$file.pressure.\1.total /p" "$file.pressure"
    done
    # One disk, so the sum is its line.
    for name in rbytes wbytes rios wios dbytes dios; do
      sed -n "s/.* $name=\([0-9]*\).*/io.stat.$name \1/p" io.stat
    done
  } | jq -Rnc '[inputs / " " | {key: .[0], value: (.[1] | tonumber? // "max")}] | from_entries'
}
[[ $(wc -l <"$group/io.stat") -eq 1 ]]
# Those of them that weir has, each under the name of its file and key.
names=$(sed -n 's/^| .\([a-z_.0-9]*\). |.*/\1/p' /weir/checkout/Documentation/metrics.md | sort -u |
  comm -12 - <(raw | jq -r 'keys[]' | sort) | paste -sd,)
# Linux 6.1 (Debian 12) has fewer files.
[[ $(tr ',' '\n' <<<"$names" | wc -l) -ge $([[ $WEIR_VM_KERNEL = 12 ]] && echo 65 || echo 70) ]]
for _ in {1..20}; do
  before=$(raw)
  weir stat -d 100ms -n 1 -o json -c "$names" "$unit" >stat.json
  after=$(raw)
  # What moves all the same (the kernel writes its counters late) is looked at again.
  [[ $before != "$after" ]] || break
done
[[ $before = "$after" ]]
jq -e --argjson raw "$before" --arg names "$names" '.groups[0] as $group
  | [$names / "," | .[] | {name: ., weir: ($group.figures[.] // $group.absent[.].reason),
      raw: ($raw[.] | if . == "max" then "unlimited" else . end)} | select(.weir != .raw)]
  | debug | . == []' stat.json
jq -e '.groups[0].figures | .["memory.events.high"] > 0 and .["pids.events.max"] > 0 and .["io.stat.wbytes"] >= 13107200
  and .["cpu.stat.nr_throttled"] > 0 and .["cpu.pressure.some.total"] > 0' stat.json

# When it began: near what systemd says, the same for who watches while a group is made in it, and another one of its
# successor.
began() { weir stat -d 100ms -n 1 -o json -c start_time "$unit" | jq '.groups[0].figures.start_time'; }
first=$(began)
started=$(date +%s -d "$(systemctl show --value -p ActiveEnterTimestamp "$unit")")
jq -ne --argjson first "$first" --argjson started "$started" '($first - $started | fabs) < 5'
weir stat -d 500ms -n 4 -o ndjson -c start_time "$unit" >begun.ndjson &
for _ in {1..100}; do [[ ! -s begun.ndjson ]] || break; sleep 0.1; done
mkdir "/sys/fs/cgroup/system.slice/$unit/made"
wait $!
rmdir "/sys/fs/cgroup/system.slice/$unit/made"
jq -se --argjson first "$first" 'length == 4 and all(.[]; .groups[0].figures.start_time == $first)' begun.ndjson
systemctl thaw "$unit"
systemctl stop "$unit"
sleep 2
systemd-run --quiet --unit="$unit" sleep 1000
jq -ne --argjson first "$first" --argjson second "$(began)" '$second > $first + 1'
