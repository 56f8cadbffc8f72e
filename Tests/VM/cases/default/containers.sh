#!/usr/bin/env bash
# Real containers of both engines, with no registry, each in a group of its own: what container cases stand on. Docker
# keeps images in a store of its own or in containerd's: its containers have their names either way.
# deadline: 360
set -euxo pipefail
/weir/guest/containers.sh
/weir/guest/containers.sh # again: nothing to do
id=$(docker run -d --name web --network none -m 64m weir-busybox sleep 9999)
group=/sys/fs/cgroup/system.slice/docker-$id.scope
[[ $(wc -l <"$group/cgroup.procs") -eq 1 ]]
# A group within a container that is named for another container is the container's, and has no name of the other's.
other=$(docker run -d --name other --network none weir-busybox sleep 9999)
mkdir "$group/docker-$other.scope"
weir tree "${group#/sys/fs/cgroup}/docker-$other.scope" -o json | tee nested.json
jq -e --arg outer "${group#/sys/fs/cgroup}" '.groups[0].identity
  | .guess and .belongs_to == $outer and .target != "docker:other" and .name != "other"' nested.json
rmdir "$group/docker-$other.scope"
docker rm -f web other
id=$(podman run -d --name db --network none weir-busybox sleep 9999)
grep -q 1 "/sys/fs/cgroup/machine.slice/libpod-$id.scope/cgroup.events"
podman rm -f -t 0 db

# Debian 12's docker has no other store. Names, image and limit are as the engine itself has them.
[[ $WEIR_VM_KERNEL = 12 ]] && exit
settings=/etc/docker/daemon.json
cp $settings was.json
restore() {
  docker rm -f stored web other || true
  cp was.json $settings
  systemctl restart docker
} >/dev/null 2>&1
trap restore EXIT
jq '. + {features: {"containerd-snapshotter": true}}' was.json >$settings
systemctl restart docker
docker info -f '{{.DriverStatus}}' | grep -F io.containerd.snapshotter
/weir/guest/containers.sh
id=$(docker run -d --name stored --network none -m 64m --label shop=till weir-busybox sleep 9999)
weir tree docker:stored -o json >stored.json
jq -e --arg id "$id" --arg image "$(docker inspect -f '{{.Config.Image}}' stored)" '.groups | length == 1 and (.[0] |
  .memory_cap.value == 67108864 and (.identity | .target == "docker:stored" and .id == $id and .image == $image
  and .labels.shop == "till" and (has("guess") | not) and (has("missing") | not)))' stored.json
