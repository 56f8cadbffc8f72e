#!/usr/bin/env bash
# The manifest that Packaging has for Kubernetes, started by podman: as its pod the exporter shows the host's groups, by
# the names that it shows outside, and holds no mount of its host's. No registry is asked: the image is this guest's
# libraries around the program.
# deadline: 600
set -euxo pipefail
manifest=/weir/checkout/Packaging/weir-exporter.daemonset.yaml
# shellcheck source=Tests/VM/guest/exporter-root.sh
. /weir/guest/exporter-root.sh
# shellcheck source=Tests/VM/guest/confined.sh
. /weir/guest/confined.sh
/weir/guest/containers.sh
tree=$(mktemp -d)
cleanup() {
  podman kube down "$manifest" || true
  docker rm -f web || true
  umount /mnt/early || true
  umount /mnt/late || true
  rmdir /mnt/early /mnt/late || true
  rm -rf "$tree"
} >/dev/null 2>&1
trap cleanup EXIT
exporter_root "$tree"
# What holds the pod's namespaces: podman makes it of a program that Debian only recommends.
tar -C "$tree" -c . | podman import -q -c 'ENTRYPOINT ["/bin/busybox","sleep","2000000000"]' - weir-pause
printf '[engine]\ninfra_image = "localhost/weir-pause"\n' >pods.conf
export CONTAINERS_CONF_OVERRIDE=$PWD/pods.conf
cp --parents /weir/bin/weir-exporter -t "$tree"
tar -C "$tree" -c . | podman import -q -c 'ENTRYPOINT ["/weir/bin/weir-exporter"]' - weir-exporter
docker run -d --name web --memory 64m --network none weir-busybox sleep 9999
sleep 12 # a name is waited for at most ten seconds

mkdir /mnt/early /mnt/late
mount -t tmpfs early /mnt/early
# Debian's podman has a network here only for those that ask for none.
podman kube play --network none "$manifest"
container=$(podman ps --format '{{.Names}}' --filter ancestor=weir-exporter | head -n 1)
ask() { podman exec "$container" /bin/busybox wget -q -O - "http://127.0.0.1:10272$1"; }
for _ in {1..60}; do
  if ask /-/ready; then break; fi
  sleep 1
done
# cgroup and name of each group, without the pod that the exporter itself runs in, and without what asks after its health.
names() { sed -n 's/^cgroup_info{cgroup="\([^"]*\)",\(.*\),id=.*/\1 \2/p' "$1" | grep -vE "weir-exporter|/[0-9a-f]{64}-[0-9a-f]+\.service" | sort; }
ask /metrics >inside.prom
/weir/bin/weir-exporter --once >outside.prom
diff <(names outside.prom) <(names inside.prom)
grep '^cgroup_memory_limit_bytes{.*engine="docker",name="web"} 67108864$' inside.prom
# With no more than the manifest gives it.
confined podman "$container"

# Mounts come and go there as on the host: what the host lets go is held by nobody.
grep ' /host/mnt/early ' "/proc/$pid/mountinfo"
umount /mnt/early
if grep ' /host/mnt/early ' "/proc/$pid/mountinfo"; then exit 1; fi
mount -t tmpfs late /mnt/late
touch /mnt/late/seen
podman exec "$container" /bin/busybox test -e /host/mnt/late/seen
umount /mnt/late
if grep ' /host/mnt/late ' "/proc/$pid/mountinfo"; then exit 1; fi
