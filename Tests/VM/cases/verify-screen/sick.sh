#!/usr/bin/env bash
# The screen on a sick host: the bus stands still, a group thrashes, and the device under the file system of /var/lib and
# /home is suspended: whoever reads from it hangs. First figures come no later than five times what `cat /proc/loadavg`
# takes there, also where the home hangs; a container has its short id for a name, and where one is looked for by its
# name, that is said; q gives the terminal back. A screen that was open before keeps the last known names, and says so.
# deadline: 900
set -euxo pipefail
here=$(dirname "$0")
/weir/guest/containers.sh
# shellcheck source=Tests/VM/guest/screen.sh
. /weir/guest/screen.sh
bus=()
mapper=weir-sick
cleanup() {
  dmsetup resume $mapper || true
  [[ ${#bus[@]} -eq 0 ]] || kill -CONT "${bus[@]}" || true
  close_terminal || true
  systemctl stop sick-thrash.service || true
  pkill -KILL -x weir || true
  sleep 1
  umount -l /var/lib /home /mnt || true
  dmsetup remove --retry $mapper || true
  [[ -z ${loop:-} ]] || losetup -d "$loop" || true
  swapoff /var/tmp/sick.swap || true
  rm -f /var/tmp/sick.swap /var/tmp/sick.img
  docker rm -f sick || true
} >/dev/null 2>&1
trap cleanup EXIT

id=$(docker run -d --name sick --network none weir-busybox sleep 9999)
python3 "$here/first.py" STALLED weir >well.txt
grep -q 'docker:sick' sent

# /var/lib and /home on a device of their own. What is big and names nobody stays behind.
modprobe dm-mod
truncate -s 400M /var/tmp/sick.img
loop=$(losetup -f --show /var/tmp/sick.img)
dmsetup create $mapper --table "0 $(blockdev --getsz "$loop") linear $loop 0"
mkfs.ext4 -q "/dev/mapper/$mapper"
mount "/dev/mapper/$mapper" /mnt
mkdir /mnt/lib /mnt/home
tar -C /var/lib --one-file-system --exclude=./apt --exclude=./dpkg --exclude=./docker/overlay2 -c . | tar -C /mnt/lib -x
tar -C /home --one-file-system -c . | tar -C /mnt/home -x
mount --bind /mnt/lib /var/lib
mount --bind /mnt/home /home

# Swap to thrash in, and what thrashes.
dd if=/dev/zero of=/var/tmp/sick.swap bs=1M count=256 status=none
chmod 600 /var/tmp/sick.swap
mkswap -q /var/tmp/sick.swap
swapon /var/tmp/sick.swap
systemd-run --quiet --unit=sick-thrash -p MemoryHigh=60M -p MemoryMax=400M \
  stress-ng --vm 1 --vm-bytes 150M --vm-method rand-set --vm-keep --timeout 600
for _ in {1..60}; do
  if [[ $(awk '/^workingset_refault_anon/ { print $2 }' /sys/fs/cgroup/system.slice/sick-thrash.service/memory.stat) -gt 1000 ]]; then break; fi
  sleep 1
done

# A screen that saw the host while it was well.
open_terminal
tmux -L screen resize-window -t t -x 160 -y 40
text 'PS1="ready> "; clear; weir -d 1s'
keys Enter
sees 'F10Quit' 60
go_to docker:sick

# Nothing of the file system is in memory any more, and its device stands still.
mapfile -t bus < <(pgrep -x dbus-daemon || pgrep -x dbus-broker)
sync -f /mnt
mount -o remount,ro /mnt || true
kill -STOP "${bus[@]}"
echo 3 >/proc/sys/vm/drop_caches
dmsetup suspend --noflush --nolockfs $mapper
(cat /var/lib/docker/containers/"$id"/config.v2.json >/dev/null) &
sleep 2
kill -0 $! # the read hangs: the device is as sick as it should be

# Its names are the last known ones, and it says for how long. The process ends with its read; the terminal is free at once.
sees 'no new names for [0-9]+[smh]: a disk hangs[?]' 60
shown | grep -q '^>docker:sick'
keys q
left() { [[ $(tmux -L screen display -t t -p '#{alternate_on}') = 0 ]]; }
until_true left

for _ in {1..5}; do python3 "$here/first.py" '' cat /proc/loadavg; done | sort -g >cats
cat=$(sed -n 3p cats)
: >firsts
for home in /root /root /home/somebody; do
  python3 "$here/first.py" STALLED env HOME=$home weir >one.txt
  cat one.txt >>firsts
  grep -q left one.txt
  grep -qa "docker:${id:0:12}" sent
done
python3 "$here/first.py" 'looking for' env HOME=/root weir docker:sick >named.txt
grep -q left named.txt
first=$(grep -v left firsts | sort -g | sed -n 2p)
echo "sick: first figures after $first s, cat /proc/loadavg takes $cat s; well: $(head -n 1 well.txt) s"
awk -v first="$first" -v cat="$cat" 'BEGIN { exit !(first <= 5 * cat) }'
