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
jq -e --arg command "docker update --memory 134217728 --memory-swap 201326592 weirweb" \
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

# The engine's own command, run as it is printed: the engine takes it, the value is there after a restart, and the group's
# limit of swap is what it was.
for options in "" "-m 64m --cpus 0.5" "-m 64m --memory-swap 64m --cpu-quota 50000 --cpu-period 200000 --pids-limit 20"; do
  read -ra made <<<"$options"
  id=$(docker run -d --name weirweb --network none "${made[@]}" weir-busybox sleep 9999)
  values() { weir get docker:weirweb memory.max memory.swap.max cpu.max pids.max; }
  swap=$(cat "/sys/fs/cgroup/system.slice/docker-$id.scope/memory.swap.max")
  weir set docker:weirweb memory.max=1G cpu.max=30% pids.max=60 -o json >set.json
  # runc does not tell systemd of a container without swap, and systemd would write what it knows with each limit of memory.
  grep -qP "^memory.swap.max\t$swap$" <(values)
  values >set.txt
  weir set docker:weirweb memory.max=900M cpu.max=20% pids.max=50
  jq -r '.steps[].lasts | select(contains("for good: ")) | split("for good: ")[1]' set.json >lasting.sh
  [[ $(grep -c '^docker update ' lasting.sh) -eq 3 ]]
  bash -ex lasting.sh
  values | diff set.txt -
  docker restart -t 0 weirweb
  values | awk '$1 !~ /cpu/' | diff <(awk '$1 !~ /cpu/' set.txt) -
  # A period of docker's own is as good as another.
  [[ $(values | awk '/^cpu.max/ { print $2 / $3 }') = 0.3 ]]
  docker rm -f weirweb
done
# A quota that was given by --cpus no command takes back for good.
docker run -d --name weirweb --network none --cpus 0.5 weir-busybox sleep 9999
weir set docker:weirweb cpu.max=max -o json | jq -e '.steps[0].lasts | contains("docker update") | not'
docker rm -f weirweb
id=$(podman run -d --name weirdb --network none -m 150m --cpus 0.5 weir-busybox sleep 9999)
inner() { cat "/sys/fs/cgroup/machine.slice/libpod-$id.scope/container/"{memory.max,memory.swap.max,cpu.max,pids.max}; }
weir set podman:weirdb memory.max=200M cpu.max=30% pids.max=60 -o json >set.json
inner >set.txt
weir set podman:weirdb memory.max=190M cpu.max=20% pids.max=50
jq -r '.steps[].lasts | split("for good: ")[1]' set.json | sort -u >lasting.sh
[[ $(grep -c '^podman update ' lasting.sh) -eq 3 ]]
# Debian 12's podman (4.3) cannot change how many processes a container may have.
if [[ $WEIR_VM_KERNEL = 12 ]]; then
  if podman update --help | grep -e --pids-limit; then exit 1; fi
  sed -i '/--pids-limit/d' lasting.sh
  weir set podman:weirdb pids.max=60
fi
bash -ex lasting.sh
inner | diff set.txt -
podman rm -f -t 0 weirdb

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
