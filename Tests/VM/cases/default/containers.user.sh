#!/usr/bin/env bash
# Rootless podman: the container's scope is below the user's own manager, and is named with its user.
# deadline: 240
set -euxo pipefail
/weir/guest/containers.sh
id=$(podman run -d --name ci --network none weir-busybox sleep 9999)
manager=/sys/fs/cgroup/user.slice/user-$UID.slice/user@$UID.service
grep -qx 'populated 1' "$manager/user.slice/libpod-$id.scope/cgroup.events"
[[ $(weir get "$USER/podman:ci" cgroup.events | head -n 1) = 'populated 1' ]]
weir set ci memory.max=64M
[[ $(cat "$manager/user.slice/libpod-$id.scope/memory.max") = 67108864 ]]
weir tree -o json | jq -e --arg id "$id" \
  '.groups[] | select(.identity.target == env.USER + "/podman:ci" and .identity.belongs_to == null) | .identity.id == $id'
podman rm -f -t 0 ci
