#!/usr/bin/env bash
# weir-exporter in a container of docker with namespaces of its own, no capability and the host's root mounted for reading
# alone: it shows the host's groups, by the names that it shows outside. With the host's /proc and control groups alone it
# shows the same groups, without names.
# deadline: 400
set -euxo pipefail
/weir/guest/containers.sh
docker run -d --rm --name web --memory 64m --cpus 0.5 --network none weir-busybox sleep 9999
trap 'docker rm -f web inside || true' EXIT
sleep 12 # a name is waited for at most ten seconds

page() { # COMMAND...: cgroup and name of each group of a page, without the container that the exporter itself runs in
  "$@" | sed -n 's/^cgroup_info{cgroup="\([^"]*\)",\(.*\),id=.*/\1 \2/p' | grep -v 'name="inside"' | sort
}
page /weir/bin/weir-exporter --once >outside.txt
# The image is busybox: the host's libraries stand in for its own.
container=(docker run --rm --name inside --network none --cap-drop ALL --security-opt no-new-privileges --read-only
  -v /weir:/weir:ro -v /usr:/usr:ro -v /usr/lib:/lib:ro -v /usr/lib64:/lib64:ro -e LD_LIBRARY_PATH=/weir/bin)
exporter=(weir-busybox /weir/bin/weir-exporter --once)
inside=("${container[@]}" --volume=/:/host:ro "${exporter[@]}")
page "${inside[@]}" --path.rootfs=/host >inside.txt
diff outside.txt inside.txt
grep 'kind="container",engine="docker",name="web"' inside.txt
# Without the host's root it sees its own namespace, and no other group.
"${inside[@]}" >own.txt
if grep 'name="web"' own.txt; then exit 1; fi
# Figures are the host's too.
"${inside[@]}" --path.rootfs=/host | grep '^cgroup_memory_limit_bytes{.*name="web"} 67108864$'

# Without its root there is no state of engines, and so no name: the paths are the same. The exporter's own is left out.
paths() { sed -n 's/^cgroup_info{cgroup="\([^"]*\)",.*/\1/p' "$1" | grep -v "$(cat inside.id)" | sort; }
"${container[@]}" --cidfile=inside.id --volume=/proc:/of/proc:ro --volume=/sys/fs/cgroup:/of/groups:ro \
  "${exporter[@]}" --path.procfs=/of/proc --path.cgroup=/of/groups >files.prom
/weir/bin/weir-exporter --once >outside.prom
diff <(paths outside.prom) <(paths files.prom)
id=$(docker inspect -f '{{.Id}}' web)
grep "^cgroup_memory_limit_bytes{cgroup=\"[^\"]*${id}[^\"]*\",kind=\"container\".*} 67108864$" files.prom
if grep 'name="web"' files.prom; then exit 1; fi
