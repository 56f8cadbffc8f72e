#!/usr/bin/env bash
# The first process of a docker and of a podman container is killed at memory.max, and its group is gone 100 ms later:
# `weir stat` counts it while it watches, with victim and culprit, and `weir why` knows it afterwards. A container that is
# started again and again, each time to be killed, all between two scrapes, has each kill under its own name. A process
# that the kernel takes because the machine has no memory left, and no limit was hit, is the host's doing.
# deadline: 720
set -euxo pipefail
/weir/guest/containers.sh
watcher=
exporter=
cleanup() {
  [[ -z $watcher ]] || kill "$watcher" || true
  [[ -z $exporter ]] || kill "$exporter" || true
  docker rm -f kills-docker kills-host kills-loop || true
  podman rm -f -t 0 kills-podman || true
} >/dev/null 2>&1
trap cleanup EXIT
# Told by a file, not by a signal: one that comes before its trap is set is lost on a container's first process.
# The limit leaves room for runc's own start, which takes 14 MB of it: at 16m one start in ten is the one that is killed.
limit=(--network none -m 48m)
greedy='while [ ! -e /go ]; do sleep 0.2; done; exec dd if=/dev/zero of=/dev/null bs=256M'
declare -A scopes
for engine in docker podman; do
  id=$($engine run -d --name kills-$engine "${limit[@]}" weir-busybox sh -c "$greedy")
  case $engine in
    docker) scopes[docker]=/system.slice/docker-$id.scope ;;
    podman) scopes[podman]=/machine.slice/libpod-$id.scope ;;
  esac
done
weir stat -d 1s -o ndjson -c pids.current >watch.ndjson &
watcher=$!
for _ in {1..60}; do [[ ! -s watch.ndjson ]] || break; sleep 1; done
for engine in docker podman; do
  touch "/proc/$($engine inspect -f '{{.State.Pid}}' kills-$engine)/root/go"
done
kill_of() { jq -c --arg name "$1:kills-$1" '.oom_kills[] | select(.target == $name)' watch.ndjson; }
for engine in docker podman; do
  for _ in {1..90}; do [[ -z $(kill_of $engine) ]] || break; sleep 1; done
  kill_of $engine | jq -se --arg scope "${scopes[$engine]}" \
    'length == 1 and (.[0] | .victim == $scope and .count == 1 and .culprit == "own" and (.limit_of | startswith($scope)))'
  [[ ! -e /sys/fs/cgroup${scopes[$engine]} ]] || sleep 5
  [[ ! -e /sys/fs/cgroup${scopes[$engine]} ]]
done

# As out of memory as the whole machine can be without it: the kernel is asked by its own key to kill, no limit being hit,
# whom it would then choose first.
id=$(docker run -d --name kills-host --network none --oom-score-adj 1000 weir-busybox sleep 9999)
scopes[host]=/system.slice/docker-$id.scope
for _ in {1..60}; do if grep -qF "${scopes[host]}" watch.ndjson; then break; fi; sleep 1; done
echo f >/proc/sysrq-trigger
host_kill() { jq -c '.oom_kills[] | select(.target == "docker:kills-host")' watch.ndjson; }
for _ in {1..90}; do [[ -z $(host_kill) ]] || break; sleep 1; done
host_kill | jq -se --arg scope "${scopes[host]}" \
  'length == 1 and (.[0] | .victim == $scope and .count == 1 and .culprit == "host" and .limit_of == null)'
kill "$watcher"
watcher=
weir why -o json >why.json
for engine in docker podman; do
  jq -e --arg name "$engine:kills-$engine" --arg scope "${scopes[$engine]}" \
    'any(.oom_kills[]; .target == $name and .victim == $scope and .culprit == "own")' why.json
done
jq -e --arg scope "${scopes[host]}" 'any(.oom_kills[]; .target == "docker:kills-host" and .victim == $scope and .culprit == "host" and .limit_of == null)' why.json
weir why | tee why.txt
grep -F 'lost a process to the OOM killer' why.txt
grep -E 'docker:kills-host.* lost a process to the OOM killer' why.txt

# Nobody asks the exporter while the container comes and goes. It lives three seconds each time: one that is gone
# before a crowded machine lets the exporter look at it counts for its slice.
weir-exporter --web.listen-address=127.0.0.1:10274 2>exporter.log &
exporter=$!
scrape() { curl -sSf --max-time 60 --retry 20 --retry-delay 1 --retry-connrefused http://127.0.0.1:10274/metrics >"$1"; }
kills_of() { # PAGE LABELS: the count under a name, 0 where it has none
  awk -v series="cgroup_oom_kills_total{$2}" '$1 == series { found = $2 } END { print found + 0 }' "$1"
}
slice='kind="slice",name="system.slice"'
loop='kind="container",engine="docker",name="kills-loop"'
scrape before.txt
sleep 3 # all groups are watched by then
id=$(docker run -d --name kills-loop "${limit[@]}" --restart=on-failure:4 weir-busybox \
  sh -c 'sleep 3; exec dd if=/dev/zero of=/dev/null bs=256M')
for _ in {1..90}; do
  [[ $(docker inspect -f '{{.State.Status}} {{.RestartCount}}' kills-loop) != 'exited 4' ]] || break
  sleep 1
done
[[ $(docker inspect -f '{{.State.Status}} {{.RestartCount}}' kills-loop) = 'exited 4' ]]
# The first page with a name has a 0.
for page in seen after; do scrape $page.txt; done
logged=$(dmesg | grep -c "oom-kill:.*task_memcg=/system.slice/docker-$id.scope")
[[ $logged -ge 3 ]]
[[ $(kills_of seen.txt "$loop") -eq 0 && $(kills_of after.txt "$loop") -eq $logged ]]
[[ $(kills_of after.txt "$slice") -eq $(kills_of before.txt "$slice") ]]
