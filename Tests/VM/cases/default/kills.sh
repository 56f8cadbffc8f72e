#!/usr/bin/env bash
# The first process of a docker and of a podman container is killed at memory.max, and its group is gone 100 ms later:
# `weir stat` counts it while it watches, with victim and culprit, and `weir why` knows it afterwards.
# deadline: 480
set -euxo pipefail
/weir/guest/containers.sh
watcher=
cleanup() {
  [[ -z $watcher ]] || kill "$watcher" || true
  docker rm -f kills-docker || true
  podman rm -f -t 0 kills-podman || true
} >/dev/null 2>&1
trap cleanup EXIT
# Told by a file, not by a signal: one that comes before its trap is set is lost on a container's first process.
greedy='while [ ! -e /go ]; do sleep 0.2; done; exec dd if=/dev/zero of=/dev/null bs=64M'
declare -A scopes
for engine in docker podman; do
  id=$($engine run -d --name kills-$engine --network none -m 16m weir-busybox sh -c "$greedy")
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
kill "$watcher"
watcher=
weir why -o json >why.json
for engine in docker podman; do
  jq -e --arg name "$engine:kills-$engine" --arg scope "${scopes[$engine]}" \
    'any(.oom_kills[]; .target == $name and .victim == $scope and .culprit == "own")' why.json
done
weir why | grep -F 'lost a process to the OOM killer'
