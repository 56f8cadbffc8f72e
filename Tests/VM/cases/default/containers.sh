#!/usr/bin/env bash
# Real containers of both engines, with no registry, each in a group of its own: what container cases stand on.
# deadline: 240
set -euxo pipefail
/weir/guest/containers.sh
/weir/guest/containers.sh # again: nothing to do
id=$(docker run -d --name web --network none -m 64m weir-busybox sleep 9999)
group=/sys/fs/cgroup/system.slice/docker-$id.scope
[[ $(wc -l <"$group/cgroup.procs") -eq 1 ]]
docker rm -f web
id=$(podman run -d --name db --network none weir-busybox sleep 9999)
grep -q 1 "/sys/fs/cgroup/machine.slice/libpod-$id.scope/cgroup.events"
podman rm -f -t 0 db
