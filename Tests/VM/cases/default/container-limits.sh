#!/usr/bin/env bash
# Limits of real containers: docker's scope is a unit, podman's (crun) has an inner group with the same limits. weir keeps
# both in step, and names the engine's own command that makes a value last. Targets are names.
# deadline: 720
set -euxo pipefail
/weir/guest/containers.sh
clean_up() {
  docker rm -f weirweb weirnew || true
  podman rm -f -t 0 weirdb weirnew || true
} >/dev/null 2>&1
clean_up
# What is left behind stands in the way of the cases that follow.
trap clean_up EXIT
id=$(docker run -d --name weirweb --network none -m 64m weir-busybox sleep 9999)
group=/sys/fs/cgroup/system.slice/docker-$id.scope
weir set docker:weirweb memory.max=128M pids.max=40 -o json >set.json
jq -e --arg command "docker update --memory 134217728 weirweb" \
  '[.steps[].lasts] | any(contains($command))' set.json
[[ $(cat "$group/memory.max") = 134217728 && $(systemctl show -P MemoryMax "docker-$id.scope") = 134217728 ]]
systemctl daemon-reload
systemctl set-property --runtime "docker-$id.scope" CPUWeight=90
[[ $(cat "$group/memory.max") = 134217728 && $(cat "$group/pids.max") = 40 ]]
bash -c "$(jq -r .undo set.json)"
[[ $(cat "$group/memory.max") = 67108864 ]]
weir freeze weirweb 2>freeze.txt
grep -q "docker pause weirweb" freeze.txt
weir thaw "${id:0:12}"
weir tree | grep -q '─docker:weirweb '
weir tree --no-names | grep -q "─docker-$id.scope "
# A glob may reach several: each value has its group's name before it.
[[ $(weir get 'docker:weir*' memory.max) = $'docker:weirweb\t67108864' ]]
docker rm -f weirweb

# A newborn container: runc writes its own limits after the group is there. weir waits, says so, and has the last word. On a
# crowded machine it may come when the container is no newborn any more, and there is nothing to wait for: once more then.
for _ in 1 2 3; do
  docker rm -f weirnew >/dev/null 2>&1 || true
  id=$(docker create --name weirnew --network none -m 64m weir-busybox sleep 9999)
  group=/sys/fs/cgroup/system.slice/docker-$id.scope
  docker start weirnew &
  starting=$!
  until [[ -d $group ]]; do sleep 0.02; done
  weir set weirnew memory.max=96M 2>settling.txt
  wait "$starting"
  cat settling.txt
  [[ $(cat "$group/memory.max") = 100663296 ]]
  if [[ -s settling.txt ]]; then break; fi
done
grep -q 's old; waiting until docker has written its own limits' settling.txt
sleep 2
[[ $(cat "$group/memory.max") = 100663296 ]]
docker rm -f weirnew

id=$(podman run -d --name weirdb --network none -m 150m weir-busybox sleep 9999)
group=/sys/fs/cgroup/machine.slice/libpod-$id.scope
both() { [[ $(cat "$group/memory.max") = "$1" && $(cat "$group/container/memory.max") = "$1" ]]; }
# Older crun (Debian 12's) gives the limit to the inner group alone.
[[ $(cat "$group/container/memory.max") = 157286400 ]]
weir set podman:weirdb memory.max=1G
both 1073741824
weir set "libpod-$id.scope" memory.max=200M
both 209715200
weir get weirdb memory.max --effective | grep -q 209715200
for tasks in 70 30; do
  weir set podman:weirdb pids.max=$tasks
  [[ $(cat "$group/pids.max" "$group/container/pids.max" | paste -sd ' ') = "$tasks $tasks" ]]
done
# Where the two differ each gets its own value back, whichever way both went.
echo 250M >"$group/container/memory.max"
for value in 300M 100M; do
  undo=$(weir set podman:weirdb memory.max=$value -o json | jq -r .undo)
  both $((${value%M} << 20))
  bash -c "$undo"
  [[ $(cat "$group/memory.max") = 209715200 && $(cat "$group/container/memory.max") = 262144000 ]]
done
# Whichever of the two is lower holds for the container.
echo 100M >"$group/container/memory.max"
weir get "libpod-$id.scope" memory.max --effective | grep -E '104857600.*/container'
podman rm -f -t 0 weirdb

# A newborn one of podman's: its scope is there before its inner group is, and crun writes the limits of both.
waited=0
for _ in 1 2 3 4 5 6; do
  id=$(podman create --name weirnew --network none -m 64m weir-busybox sleep 9999)
  group=/sys/fs/cgroup/machine.slice/libpod-$id.scope
  podman start weirnew &
  starting=$!
  until [[ -d $group ]]; do kill -0 "$starting" && sleep 0.02; done
  weir set weirnew memory.max=96M pids.max=44 2>settling.txt
  wait "$starting"
  both 100663296
  sleep 2
  both 100663296
  [[ $(cat "$group/pids.max") = 44 && $(systemctl show -P MemoryMax "libpod-$id.scope") = 100663296 ]]
  cat settling.txt
  if grep -q 's old; waiting until podman has written its own limits' settling.txt; then waited=$((waited + 1)); fi
  podman rm -f -t 0 weirnew
  # A busy machine may come too late to have to wait.
  if ((waited > 0)); then break; fi
done
[[ $waited -gt 0 ]]
