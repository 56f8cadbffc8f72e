#!/usr/bin/env bash
# Rootless podman: the container's scope is below the user's own manager.
# deadline: 240
set -euxo pipefail
/weir/guest/containers.sh
id=$(podman run -d --name ci --network none weir-busybox sleep 9999)
manager=/sys/fs/cgroup/user.slice/user-$UID.slice/user@$UID.service
grep -qx 'populated 1' "$manager/user.slice/libpod-$id.scope/cgroup.events"
podman rm -f -t 0 ci
