#!/usr/bin/env bash
# The compose file that Packaging has, by the line that stands in it: the image is built, and the exporter shows the
# host's groups at the published port, by the names that it shows outside, with the label that a Prometheus job looks for.
# No registry is asked: Debian's image is one of this guest's libraries, and its apt-get has nothing to do.
# deadline: 600
set -euxo pipefail
# shellcheck source=Tests/VM/guest/exporter-root.sh
. /weir/guest/exporter-root.sh
# shellcheck source=Tests/VM/guest/confined.sh
. /weir/guest/confined.sh
/weir/guest/containers.sh
settings=/etc/docker/daemon.json
cp $settings was.json
# What the files name is taken from a checkout with a release build.
mkdir -p checkout/.build/release root
cp -r /weir/checkout/Packaging checkout/
cp /weir/bin/weir-exporter checkout/.build/release/weir-exporter.stripped
compose() { HOST=$(uname -n) docker compose -f checkout/Packaging/compose.yaml "$@"; }
cleanup() {
  compose down || true
  docker rm -f web linked || true
  docker rmi -f weir-exporter debian:trixie-slim || true
  cp was.json $settings
  systemctl restart docker
} >/dev/null 2>&1
trap cleanup EXIT
# A port is published as on any host, which this guest's docker otherwise does without.
echo '{}' >$settings
systemctl restart docker

exporter_root root
for applet in sh rm; do ln -s busybox root/bin/$applet; done
printf '#!/bin/sh\n' >root/bin/apt-get
chmod +x root/bin/apt-get
tar -C root -c . | docker import - debian:trixie-slim
docker run -d --name web --memory 64m --network none weir-busybox sleep 9999
docker run -d --name linked weir-busybox sleep 9999
sleep 12 # a name is waited for at most ten seconds

compose up -d --build
container=$(compose ps -q weir-exporter)
curl -sSf --retry 60 --retry-delay 1 --retry-all-errors http://127.0.0.1:10272/-/ready
curl -sSf http://127.0.0.1:10272/metrics >inside.prom
/weir/bin/weir-exporter --once >outside.prom
# cgroup and name of each group, without the container that the exporter itself runs in.
names() { sed -n 's/^cgroup_info{cgroup="\([^"]*\)",\(.*\),id=.*/\1 \2/p' "$1" | grep -v 'name="packaging-weir-exporter-1"' | sort; }
diff <(names outside.prom) <(names inside.prom)
grep '^cgroup_memory_limit_bytes{.*engine="docker",name="web"} 67108864$' inside.prom
# Networks are read through processes of the host: of the same containers as outside.
networks() { sed -n 's/^cgroup_network_receive_bytes_total{\(.*kind="container".*\)} .*/\1/p' "$1" | grep -v 'name="packaging-weir-exporter-1"' | sort; }
diff <(networks outside.prom) <(networks inside.prom)
grep '^cgroup_network_receive_bytes_total{.*engine="docker",name="linked"} ' inside.prom
# Its own limit is the compose file's.
grep '^cgroup_memory_limit_bytes{.*name="packaging-weir-exporter-1"} 134217728$' inside.prom
# What docker_sd.yml keeps, and what it makes the instance of.
docker inspect "$container" | jq -e --arg host "$(uname -n)" \
  '.[0].Config.Labels | .["weir.scrape"] == "true" and .["weir.host"] == $host'

# With no more than the file gives it, and started again when it dies.
confined docker "$container"
kill -KILL "$pid"
curl -sSf --retry 60 --retry-delay 1 --retry-all-errors http://127.0.0.1:10272/-/ready
[[ $(docker inspect -f '{{.RestartCount}}' "$container") -eq 1 ]]

# SIGTERM ends it at once: docker's own ten seconds are not waited for.
began=$(date +%s)
compose down
(($(date +%s) - began < 10))
