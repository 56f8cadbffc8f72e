#!/usr/bin/env bash
# What moves, live: writes through a stacked device, which sums count once and `io.devices` shows at both; memory swapped
# out and in; the process that uses most; and the host's own view of the device and of swap.
# deadline: 300
set -euxo pipefail
top=/sys/fs/cgroup/weir-devices
mapper=weir-stacked
cleanup() {
  echo 1 >"$top/cgroup.kill" || true
  for _ in {1..100}; do
    find "$top" -depth -type d -exec rmdir {} + && break
    sleep 0.1
  done
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
inside() { # GROUP COMMAND…: runs it in the group
  local group=$1
  shift
  bash -c "echo \$\$ >$top/$group/cgroup.procs; exec \"\$@\"" inside "$@"
}
figure() { jq -e --arg path "/weir-devices/$1" --arg name "$2" '.groups[] | select(.path == $path) | .figures[$name]' <<<"$json"; }

# device-mapper over a loop device over a file: three devices for one write.
modprobe dm-mod
truncate -s 200M /var/tmp/weir-device
loop=$(losetup -f --show --direct-io=on /var/tmp/weir-device)
dmsetup create $mapper --table "0 $(blockdev --getsz "$loop") linear $loop 0"
stacked=$(lsblk -dno MAJ:MIN "/dev/mapper/$mapper" | tr -d ' ')
disk=$(lsblk -dno MAJ:MIN /dev/vda | tr -d ' ')
echo "$stacked wbps=4000000" >"$top/write/io.max"
set +x
while :; do inside write dd if=/dev/zero of=/dev/mapper/$mapper bs=256k count=600 oflag=direct 2>/dev/null || break; done &

# Three times as much memory as it may have, touched over and over: what goes out comes back.
dd if=/dev/zero of=/var/tmp/weir-swap bs=1M count=256 status=none
chmod 600 /var/tmp/weir-swap
mkswap -q /var/tmp/weir-swap
swapon /var/tmp/weir-swap
set -x
echo 40M >"$top/swap/memory.max"
inside swap stress-ng --quiet --vm 1 --vm-bytes 100M --vm-method zero-one --vm-keep &
inside spin sh -c 'while :; do :; done' &
disown -a
for _ in {1..60}; do
  if [[ $(awk '$1 == "pswpin" { print $2 }' /proc/vmstat) -gt 1000 ]] && grep -q "^$stacked .*wbytes=[1-9]" "$top/write/io.stat"; then break; fi
  sleep 1
done

# What was counted before and after an interval bounds what the interval can have had.
at_most() { jq -en --argjson rate "$1" --argjson counted "$2" --argjson interval "$(jq .interval <<<"$json")" '$rate > 0 and $rate * $interval <= $counted * 1.001'; }
written() { awk -v device="$1" '$1 == device { sub(".*wbytes=", ""); print $1 }' "$top/write/io.stat"; }
of_host() { awk -v key="$1" '$1 == key { print $2 * 4096 }' /proc/vmstat; }
on_disk() { awk '$3 == "vda" { printf "%d\n", $10 * 512 }' /proc/diskstats; }
swapped() { awk -v key="$1" '$1 == key { print $2 * 4096 }' "$top/swap/memory.stat"; }

began=$(written "$disk")
in=$(swapped pswpin) out=$(swapped pswpout)
json=$(weir stat -d 5s -n 1 -o json -c io.written,io.devices,io.stat.wbytes,memory.swap.in,memory.swap.out,top_process,top_process.cores /weir-devices)
ended=$(written "$disk")
# Once, though three devices did it; and at each of them.
rate=$(figure write io.written)
at_most "$rate" $((ended - began))
jq -en --argjson rate "$rate" '$rate > 400000 and $rate <= 5000000'
jq -en --argjson bytes "$(figure write io.stat.wbytes)" --argjson from "$began" --argjson to "$ended" '$from <= $bytes and $bytes <= $to'
jq -e --arg disk "$disk" --arg loop "7:${loop#/dev/loop}" --arg stacked "$stacked" --argjson rate "$rate" \
  '.groups[] | select(.path == "/weir-devices/write") | .devices
    | (map(.device) | sort) == ([$disk, $loop, $stacked] | sort) and all(.[]; (.written - $rate | fabs) < 0.2 * $rate)' <<<"$json"
figure write io.devices | grep -E '^"?vda .*loop[0-9]+ .*dm-[0-9]+ '
# Kernels tell a group's swapping since Linux 6.14 or so; before, that is said.
if [[ -n $in ]]; then
  at_most "$(figure swap memory.swap.in)" $(($(swapped pswpin) - in))
  at_most "$(figure swap memory.swap.out)" $(($(swapped pswpout) - out))
else
  jq -e '.groups[] | select(.path == "/weir-devices/swap") | .absent["memory.swap.in"].reason == "noKey"' <<<"$json"
fi
# Who uses most, in a group and in all below it.
[[ $(figure spin top_process) = "\"sh[$(<"$top/spin/cgroup.procs")]\"" ]]
figure spin top_process.cores | jq -e '. > 0.2 and . < 1.1'
figure swap top_process | grep '^"stress-ng'
jq -e '[.groups[] | select(.path != "/weir-devices") | .figures["top_process.cores"] // 0] as $below
  | .groups[] | select(.path == "/weir-devices") | .figures["top_process.cores"] == ($below | max)' <<<"$json"

# The machine: its disk once, its swap, and the line above the table.
disk_before=$(on_disk) in=$(of_host pswpin) out=$(of_host pswpout)
json=$(weir stat -d 5s -n 1 -o json -c io.written)
disk_after=$(on_disk)
machine() { jq -e --arg name "$1" '.host.machine[$name]' <<<"$json"; }
at_most "$(machine host.io.written)" $((disk_after - disk_before))
at_most "$(machine host.memory.swap.in)" $(($(of_host pswpin) - in))
at_most "$(machine host.memory.swap.out)" $(($(of_host pswpout) - out))
machine host.io.busy | jq -e '. > 0 and . <= 1'
weir stat -n 1 -d 2s | head -n 1 | grep -E 'swap in [1-9][0-9.]*[KM]?/s out .*; vda [0-9]+% busy'
