#!/usr/bin/env bash
# demo.sh: containers of docker and podman, services and a user, all under load, for `make demo`. Run again, it does
# nothing. As root.
set -euo pipefail
[[ ! -e /run/weir-demo ]] || exit 0
# Where alice may be, too.
cd /
/weir/guest/containers.sh

# Containers: one at its CPU quota, one near its memory limit, one that reads and writes, one that is frozen.
docker run -d --name web --network none --cpus 0.3 -m 64m weir-busybox sh -c 'while :; do :; done' >/dev/null
docker run -d --name batch --network none --cpus 0.5 weir-busybox sh -c 'while :; do sleep 0.2; done' >/dev/null
podman run -d --name db --network none -m 48m weir-busybox \
  sh -c 'dd if=/dev/zero of=/tmp/table bs=1M count=200 2>/dev/null; while :; do cat /tmp/table >/dev/null; sleep 1; done' >/dev/null
docker pause batch >/dev/null

# One that runs out of memory every now and then.
docker run -d --name worker --network none -m 48m --restart always weir-busybox \
  sh -c 'sleep 20; exec dd if=/dev/zero of=/dev/null bs=256M' >/dev/null

# Services: a writer, one under a slice's limit, idle ones.
systemd-run --quiet --unit=backup.service -p IOWeight=50 \
  sh -c 'while :; do dd if=/dev/zero of=/var/tmp/backup bs=1M count=64 oflag=direct 2>/dev/null; sleep 2; done'
systemd-run --quiet --unit=render.service --slice=media.slice stress-ng --quiet --cpu 1 --cpu-load 40
systemctl set-property --runtime media.slice CPUQuota=20%
systemd-run --quiet --unit=cache.service -p MemoryMax=96M stress-ng --quiet --vm 1 --vm-bytes 60M --vm-hang 0

# A user with a container and a job of their own.
alice=(env HOME=/home/alice XDG_RUNTIME_DIR=/run/user/1000 DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/1000/bus)
runuser -u alice -- "${alice[@]}" /weir/guest/containers.sh
runuser -u alice -- "${alice[@]}" podman run -d --name ci --network none weir-busybox \
  sh -c 'while :; do dd if=/dev/zero of=/dev/null bs=1M count=2000 2>/dev/null; sleep 1; done' >/dev/null
runuser -u alice -- "${alice[@]}" systemd-run --user --quiet --unit=build.service stress-ng --quiet --cpu 1 --cpu-load 15
touch /run/weir-demo
