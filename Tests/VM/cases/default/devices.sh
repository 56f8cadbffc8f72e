#!/usr/bin/env bash
# What moves, live: writes through a stacked device, which sums count once and `io.devices` shows at both; memory swapped
# out and in; the process that uses most; and the host's own view of the device and of swap.
# deadline: 300
set -euxo pipefail
top=/sys/fs/cgroup/weir-devices
mapper=weir-stacked
# shellcheck source=Benchmarks/groups.sh
. /weir/guest/groups.sh
cleanup() {
  end_group "$top"
  dmsetup remove --retry $mapper || true
  [[ -z ${loop:-} ]] || losetup -d "$loop" || true
  swapoff /var/tmp/weir-swap || true
  rm -f /var/tmp/weir-swap /var/tmp/weir-device
} 2>/dev/null
trap cleanup EXIT
echo "+cpu +memory +io +pids" >/sys/fs/cgroup/cgroup.subtree_control
mkdir "$top"
echo "+cpu +memory +io +pids" >"$top/cgroup.subtree_control"
mkdir "$top"/{write,swap,spin}
inside() { in_group "$top/$1" "${@:2}"; } # GROUP COMMAND…: runs it in the group
figure() { jq -e --arg path "/weir-devices/$1" --arg name "$2" '.groups[] | select(.path == $path) | .figures[$name]' <<<"$json"; }

# device-mapper over a loop device over a file: three devices for one write.
modprobe dm-mod
truncate -s 200M /var/tmp/weir-device
loop=$(losetup -f --show --direct-io=on /var/tmp/weir-device)
dmsetup create $mapper --table "0 $(blockdev --getsz "$loop") linear $loop 0"
stacked=$(lsblk -dno MAJ:MIN "/dev/mapper/$mapper" | tr -d ' ')
looped=$(lsblk -dno MAJ:MIN "$loop" | tr -d ' ')
disk=$(lsblk -dno MAJ:MIN /dev/vda | tr -d ' ')
echo "$stacked wbps=4000000" >"$top/write/io.max"
set +x
while :; do inside write dd if=/dev/zero of=/dev/mapper/$mapper bs=256k count=600 oflag=direct 2>/dev/null || break; done &

# More than twice the memory that it may have, a byte of each page changed over and over: what goes out comes back, and
# goes out again. Never to 0, since pages of zeros are not written out (since Linux 6.12).
dd if=/dev/zero of=/var/tmp/weir-swap bs=1M count=256 status=none
chmod 600 /var/tmp/weir-swap
mkswap -q /var/tmp/weir-swap
swapon /var/tmp/weir-swap
set -x
echo 40M >"$top/swap/memory.max"
of_host() { awk -v key="$1" '$1 == key { printf "%d\n", $2 * 4096 }' /proc/vmstat; }
in=$(of_host pswpin) out=$(of_host pswpout)
inside swap python3 -c '
memory = bytearray(100 << 20)
value = 0
while True:
    value = value % 255 + 1
    memory[::4096] = bytes([value]) * (len(memory) >> 12)
' &
inside spin sh -c 'while :; do :; done' &
disown -a
under_way() { # A thousand pages each way, and something written through the stack.
  (($(of_host pswpin) - in > 4096000 && $(of_host pswpout) - out > 4096000)) &&
    grep -q "^$stacked .*wbytes=[1-9]" "$top/write/io.stat"
}
for _ in {1..60}; do
  if under_way; then break; fi
  sleep 1
done
under_way

# What was counted before and after an interval bounds what the interval can have had.
at_most() { jq -en --argjson rate "$1" --argjson counted "$2" --argjson interval "$(jq .interval <<<"$json")" '$rate >= 0 and $rate * $interval <= $counted * 1.001'; }
written() { awk -v device="$1" '$1 == device { sub(".*wbytes=", ""); print $1 }' "$top/write/io.stat"; }
on_disk() { awk '$3 == "vda" { printf "%d\n", $10 * 512 }' /proc/diskstats; }
swapped() { awk -v key="$1" '$1 == key { printf "%d\n", $2 * 4096 }' "$top/swap/memory.stat"; }

began=$(written "$disk")
in=$(swapped pswpin) out=$(swapped pswpout)
json=$(weir stat -d 5s -n 1 -o json -c io.written,io.devices,io.stat.wbytes,memory.swap.in,memory.swap.out,top_process,top_process.cores /weir-devices)
ended=$(written "$disk")
# Once, though three devices did it; and at each of them.
rate=$(figure write io.written)
at_most "$rate" $((ended - began))
jq -en --argjson rate "$rate" '$rate > 100000 and $rate <= 5000000'
jq -en --argjson bytes "$(figure write io.stat.wbytes)" --argjson from "$began" --argjson to "$ended" '$from <= $bytes and $bytes <= $to'
jq -e --arg disk "$disk" --arg loop "$looped" --arg stacked "$stacked" --argjson rate "$rate" \
  '.groups[] | select(.path == "/weir-devices/write") | .devices
    | (map(.device) | sort) == ([$disk, $loop, $stacked] | sort) and all(.[]; (.written - $rate | fabs) < 0.2 * $rate)' <<<"$json"
# The busiest stands first, and any may be.
shown=$(figure write io.devices)
for name in vda 'loop[0-9]+' 'dm-[0-9]+'; do grep -E "[\" ]$name " <<<"$shown"; done
# Kernels tell a group's swapping since Linux 6.14 or so; before, that is said.
if [[ -n $in ]]; then
  at_most "$(figure swap memory.swap.in)" $(($(swapped pswpin) - in))
  figure swap memory.swap.in | jq -e '. > 0'
  at_most "$(figure swap memory.swap.out)" $(($(swapped pswpout) - out))
  figure swap memory.swap.out | jq -e '. > 0'
else
  jq -e '.groups[] | select(.path == "/weir-devices/swap") | .absent["memory.swap.in"].reason == "noKey"' <<<"$json"
fi
# Who uses most, in a group and in all below it.
[[ $(figure spin top_process) = "\"sh[$(<"$top/spin/cgroup.procs")]\"" ]]
figure spin top_process.cores | jq -e '. > 0.2 and . < 1.5'
figure swap top_process | grep '^"python3\['
jq -e '[.groups[] | select(.path != "/weir-devices") | .figures["top_process.cores"] // 0] as $below
  | .groups[] | select(.path == "/weir-devices") | .figures["top_process.cores"] == ($below | max)' <<<"$json"

# The machine: its disk once, its swap, and the line above the table.
disk_before=$(on_disk) in=$(of_host pswpin) out=$(of_host pswpout)
json=$(weir stat -d 5s -n 1 -o json -c io.written)
disk_after=$(on_disk)
machine() { jq -e --arg name "$1" '.host.machine[$name]' <<<"$json"; }
at_most "$(machine host.io.written)" $((disk_after - disk_before))
# The group's writes are part of it. Half of them at least: the two are not read at the same moment.
machine host.io.written | jq -e --argjson part "$(figure write io.written)" '$part > 0 and . >= $part / 2'
at_most "$(machine host.memory.swap.in)" $(($(of_host pswpin) - in))
machine host.memory.swap.in | jq -e '. > 0'
at_most "$(machine host.memory.swap.out)" $(($(of_host pswpout) - out))
machine host.memory.swap.out | jq -e '. > 0'
machine host.io.busy | jq -e '. > 0 and . <= 1'
weir stat -n 1 -d 2s | head -n 1 | grep -E 'swap in [1-9][0-9.]*[KM]?/s out .*; vda [0-9]+% busy'
