#!/usr/bin/env bash
# Bytes and packets of a container's own network namespace, against what it counts itself; the machine's namespace is
# nobody's, and one that two containers share is the figure of one; what an ordinary user is told of it, and one who may
# see no process of others. And inside a container: the first row is its own root, with its limits; the machine's figures
# are called so.
# deadline: 360
set -euxo pipefail
/weir/guest/containers.sh
docker run -d --name netweb --network none -m 64m --cpus 0.5 weir-busybox sleep 9999
trap 'docker rm -f netweb netshare || true; ip link delete weirnet || true; systemctl stop weirhostnet || true' EXIT
systemd-run --quiet --unit=weirhostnet sleep 9999
pid=$(docker inspect -f '{{.State.Pid}}' netweb)
ip link add weirnet type veth peer name eth0 netns "$pid"
ip address add 10.99.0.1/24 dev weirnet
ip link set weirnet up
nsenter -t "$pid" -n ip address add 10.99.0.2/24 dev eth0
nsenter -t "$pid" -n ip link set eth0 up
counters() { # received bytes and packets, sent bytes and packets; of all interfaces but lo
  awk 'NR > 2 { sub(":", " "); if ($1 != "lo") { a += $2; b += $3; c += $10; d += $11 } } END { print a, b, c, d }' \
    "/proc/$pid/net/dev"
}
text=$(printf '%01000d' 0)
traffic() { # Datagrams of 1000 bytes; nobody listens, so each needs a socket of its own.
  while :; do
    printf %s "$text" >/dev/udp/10.99.0.2/9 || true
  done
}
set +x
traffic 2>/dev/null &
traffic=$!
set -x
for _ in {1..50}; do
  read -r received _ < <(counters)
  ((received < 100000)) || break
  sleep 0.2
done
((received >= 100000))

# Rates: the container's own counters just before and after bound what an interval can have been.
figure() { jq -e --arg name "$2" '.groups[] | select(.figures["network.rx_bytes"] != null) | .figures[$name]' <<<"$1"; }
metrics=network.received,network.sent,network.rx_bytes,network.rx_packets,network.tx_bytes,network.tx_packets
json=$(weir stat -d 4s -n 1 -o json -c "$metrics" docker:netweb)
figure "$json" network.received | jq -e '. > 10000'
kill "$traffic"
wait "$traffic" || true
# Nothing is on its way any more: the counters agree to the byte.
still() { # COMMAND…: runs it until nothing was counted meanwhile; leaves the counters in $before
  for _ in {1..50}; do
    before=$(counters)
    "$@"
    [[ $(counters) != "$before" ]] || return 0
  done
  return 1
}
sample() { json=$(weir stat -d 200ms -n 1 -o json -c "$metrics" docker:netweb); }
page() { /weir/bin/weir-exporter --once >page.prom; }
still sample
[[ "$(figure "$json" network.rx_bytes) $(figure "$json" network.rx_packets)" = "$(cut -d ' ' -f 1,2 <<<"$before")" ]]
[[ "$(figure "$json" network.tx_bytes) $(figure "$json" network.tx_packets)" = "$(cut -d ' ' -f 3,4 <<<"$before")" ]]
figure "$json" network.received | jq -e '. == 0'
still page
grep "^cgroup_network_receive_bytes_total{.*name=\"netweb\"} $(cut -d ' ' -f 1 <<<"$before")\$" page.prom
# What shares the machine's network has no figure of its own, and is told so.
json=$(weir stat -d 200ms -n 1 -o json -c network.received weirhostnet.service)
jq -e '.groups[0].figures["network.received"] == null and (.groups[0].absent["network.received"].meaning | test("host|machine"))' <<<"$json"

# An ordinary user, who may not read docker's state, sees it by its short id, and its figures: all may read those files.
id=$(docker inspect -f '{{.Id}}' netweb)
json=$(runuser -u alice -- weir stat -d 200ms -n 1 -o json -c network.received,memory.current,pids.current)
jq -e --arg id "$id" '.groups[] | select(.path | endswith($id + ".scope"))
  | .target == "docker:" + $id[:12] and .guess and .figures["memory.current"] > 0 and .figures["pids.current"] == 1
  and (.figures["network.received"] | type) == "number"' <<<"$json"
# That this is a guess is said wherever it stands.
runuser -u alice -- weir stat -d 200ms -n 1 | grep -F "docker:${id:0:12} ? "
runuser -u alice -- weir why "docker:${id:0:12}" -d 200ms | grep -F "docker:${id:0:12} ? "
weir stat -d 200ms -n 1 -o json docker:netweb | jq -e '.groups[0] | has("guess") | not'
# Where processes of others are hidden, the machine's first is, too; without it no network is told from the machine's.
json=$(systemd-run --quiet --pipe --wait --collect -p User=alice -p ProtectProc=invisible -E LD_LIBRARY_PATH=/weir/bin \
  -E PATH="$PATH" -E LANG="$LANG" /weir/bin/weir stat -d 200ms -n 1 -o json -c network.received)
jq -e --arg id "$id" '.groups[] | select(.path | endswith($id + ".scope"))
  | .figures["network.received"] == null and .absent["network.received"].reason == "permission"' <<<"$json"

# Of two in one namespace one shows it, the other says so; not both, which would count it twice.
docker run -d --name netshare --network container:netweb weir-busybox sleep 9999
# Engines write names a little after their groups.
for _ in {1..50}; do
  if weir get docker:netshare pids.current; then break; fi
  sleep 0.2
done
json=$(weir stat -d 200ms -n 1 -o json -c network.rx_bytes docker:netweb docker:netshare)
jq -e '[.groups[] | select(.kind == "container")] as $both
  | ($both | map(select(.figures["network.rx_bytes"] != null)) | length) == 1
  and ($both | map(select(.absent["network.rx_bytes"].reason == "sharedNetwork")) | length) == 1' <<<"$json"
docker rm -f netshare

# Inside: the host's libraries stand in for the image's.
inside=(docker run --rm --network none --cgroupns private -m 200m --cpus 0.5 -v /weir:/weir:ro -v /usr:/usr:ro
  -v /usr/lib:/lib:ro -v /usr/lib64:/lib64:ro -e LD_LIBRARY_PATH=/weir/bin weir-busybox /weir/bin/weir)
"${inside[@]}" stat -d 1s -n 1 >inside.txt
cat inside.txt
# The machine's are called host; the first row is the namespace's root, against the container's own limits.
grep '^host: ' inside.txt
grep -E '^namespace +[0-9.]+/0\.5 +[0-9.KM]+/200M ' inside.txt
"${inside[@]}" stat -d 1s -n 1 -o json >inside.json
jq -e '.host' inside.json >/dev/null
# What a program in it may use is told by its own limits.
"${inside[@]}" doctor -o json >doctor.json || true
jq -e '[.. | objects | select(.memory? == 209715200 and .cpus? == 0.5 and .at_least?)] | length == 1' doctor.json
"${inside[@]}" why >why.txt
cat why.txt
[[ $(wc -l <why.txt) -le 20 ]]
