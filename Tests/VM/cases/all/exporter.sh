#!/usr/bin/env bash
# What each kind of host gets from the exporter: the version that its boot has, and no complaint of what it lacks. As a server
# it is the same, stays up, and ends when it is told to.
# deadline: 240
set -euxo pipefail
case $WEIR_VM_BOOT in
  v1) version=1 ;;
  hybrid) version=hybrid ;;
  *) version=2 ;;
esac
weir-exporter --once >page.prom 2>said.txt
[[ ! -s said.txt ]]
[[ $(grep -c '^weir_hierarchy_info{' page.prom) -eq 1 ]]
grep -qx "weir_hierarchy_info{version=\"$version\"} 1" page.prom

place=127.0.0.1:10274
weir-exporter --web.listen-address=$place 2>server.log &
server=$!
trap 'cat server.log; kill "$server" || true' EXIT
curl -sSf -o ready --retry 30 --retry-delay 1 --retry-all-errors http://$place/-/ready
for _ in 1 2 3; do curl -sSf -o served.prom http://$place/metrics; done
grep -qx "weir_hierarchy_info{version=\"$version\"} 1" served.prom
# At the start one, and one for each scrape.
grep -qx 'weir_exporter_readings_total 4' served.prom
grep -q '^process_resident_memory_bytes ' served.prom
curl -sSf -o first.html http://$place/
if [[ $version = 1 ]]; then
  grep 'This host has cgroup version 1 only' first.html
  [[ $(grep -c '^cgroup_' served.prom) -eq 0 ]]
else
  grep 'control groups by the collectors' first.html
  # A service that was started again between two scrapes is in both: its group has the old name, and as many stand beside it.
  systemd-run --quiet --unit=weiragain sleep 1000
  for _ in 1 2 3; do
    curl -sSf -o again.prom http://$place/metrics
    grep -q '^cgroup_info{cgroup="/system.slice/weiragain.service"' again.prom
    systemctl restart weiragain.service
  done
  systemctl stop weiragain.service
fi
if grep ERROR server.log; then exit 1; fi
kill "$server"
wait "$server"
trap - EXIT

# On a socket that it is handed over, where it may take no address of its own: it is not there before somebody asks.
serves() { # URL: the page is served there
  curl -gsSf -o page.served --retry 30 --retry-delay 1 --retry-all-errors "$1/metrics"
  grep -qx "weir_hierarchy_info{version=\"$version\"} 1" page.served
}
end_server() {
  if grep ERROR server.log; then exit 1; fi
  kill "$server"
  wait "$server"
}
systemd-socket-activate -l 127.0.0.1:10275 -E LD_LIBRARY_PATH=/weir/bin /weir/bin/weir-exporter --web.systemd-socket \
  2>server.log &
server=$!
trap 'cat server.log; kill "$server" || true' EXIT
for _ in 1 2; do serves http://127.0.0.1:10275; done
grep 'msg=listening address=127.0.0.1:10275 ' server.log
end_server
# At several addresses at once; and at all that the machine has, of both families.
weir-exporter --web.listen-address=127.0.0.1:10275 --web.listen-address='[::1]:10275' 2>server.log &
server=$!
for host in 127.0.0.1 '[::1]'; do serves "http://$host:10275"; done
[[ $(grep -c msg=listening server.log) -eq 2 ]]
end_server
weir-exporter --web.listen-address=:10276 2>server.log &
server=$!
for host in 127.0.0.1 '[::1]'; do serves "http://$host:10276"; done
[[ $(grep -c msg=listening server.log) -eq 1 ]]
end_server
trap - EXIT
# From the moment on that it says it listens.
mkfifo said
for _ in {1..5}; do
  weir-exporter --web.listen-address=$place 2>said &
  server=$!
  while read -r line; do
    if [[ $line = *msg=listening* ]]; then kill "$server"; fi
  done <said
  wait "$server"
done

# Of version 1 that is all.
if [[ $version = 1 ]]; then
  [[ $(grep -vc '^#' page.prom) -eq 1 ]]
  exit
fi
grep '^cgroup_info{cgroup="/",' page.prom
grep -qx 'weir_groups{state="left_out"} 0' page.prom
# A file that this boot has not is no failure.
[[ $(grep -c '^weir_scrape_collector_success{.*} 1$' page.prom) -eq 6 ]]
[[ $(grep -c '^weir_scrape_collector_success{' page.prom) -eq 6 ]]
grep '^cgroup_cpu_usage_seconds_total{cgroup="/system.slice",' page.prom
case $WEIR_VM_BOOT in
  default)
    grep '^cgroup_memory_current_bytes{cgroup="/system.slice",' page.prom
    grep '^cgroup_pressure_waiting_seconds_total{cgroup="/system.slice",.*resource="memory"}' page.prom
    ;;
  psi=0) [[ $(grep -c '^cgroup_pressure_' page.prom) -eq 0 ]] ;;
  # The controllers are version 1's, or there is none.
  hybrid | cgroup_disable=memory) [[ $(grep -c '^cgroup_memory_current_bytes{' page.prom) -eq 0 ]] ;;
esac
