#!/usr/bin/env bash
# Who is on the machine, by name and with figures: an LXC container, an nspawn machine, and a second rootless user's
# podman container beside the first one's of the same name.
# deadline: 900
set -euxo pipefail
tree=$(mktemp -d /var/tmp/figures.XXXXXX)
chmod 755 "$tree"
as() { # USER COMMAND…: in the user's own manager
  local user=$1
  shift
  systemd-run --quiet --user --machine="$user@" --wait --collect --pipe -p KillMode=process "$@"
}
cleanup() {
  as alice podman rm -f -t 0 twin || true
  as carol podman rm -f -t 0 twin || true
  lxc-stop -k -n figures-lxc || true
  machinectl terminate figures-nspawn || true
  sleep 2
  loginctl disable-linger carol || true
  loginctl terminate-user carol || true
  sleep 2
  userdel -rf carol || true
  rm -rf "$tree" /var/lib/lxc/figures-lxc
} >/dev/null 2>&1
trap cleanup EXIT
root=$tree/root
mkdir -p "$root"/{bin,etc,usr/lib,dev/pts,dev/shm,proc,sys,tmp}
cp /bin/busybox "$root/bin/"
for applet in sh sleep cat; do ln -s busybox "$root/bin/$applet"; done
echo ID=figures >"$root/usr/lib/os-release"

mkdir -p /var/lib/lxc/figures-lxc
cat >/var/lib/lxc/figures-lxc/config <<CONFIG
lxc.uts.name = figures-lxc
lxc.rootfs.path = dir:$root
lxc.net.0.type = empty
lxc.mount.auto = proc:mixed sys:mixed cgroup:mixed
lxc.apparmor.profile = unconfined
lxc.init.cmd = /bin/busybox sleep 9998
CONFIG
lxc-start -n figures-lxc

cp -r "$root" "$tree/nspawn"
systemd-nspawn -q -D "$tree/nspawn" -M figures-nspawn /bin/busybox sleep 9999 </dev/null >/dev/null 2>&1 &
for _ in {1..60}; do [[ ! -e /run/systemd/machines/figures-nspawn ]] || break; sleep 1; done

useradd -m carol
grep -q '^carol:' /etc/subuid || usermod --add-subuids 300000-365535 --add-subgids 300000-365535 carol
loginctl enable-linger carol
for _ in {1..60}; do [[ ! -S /run/user/$(id -u carol)/bus ]] || break; sleep 1; done
for user in alice carol; do
  as "$user" /weir/guest/containers.sh
  as "$user" podman run -d --name twin --network none -m 64m weir-busybox sleep 9999
done

weir stat -d 2s -n 1 -o json -c cpu.cores,memory/lim,pids.current,age >stat.json
row() { jq -e --arg target "$1" '.groups[] | select(.target == $target)' stat.json; }
row lxc:figures-lxc | jq -e '.kind == "container" and .engine == "lxc" and .figures["pids.current"] >= 1'
row machine:figures-nspawn | jq -e '.kind == "machine" and .figures["pids.current"] >= 1'
for user in alice carol; do
  row "$user/podman:twin" | jq -e '.engine == "podman" and .figures["memory.cap"] == 67108864 and .figures["memory.current"] > 0'
  # The engine's own answer.
  id=$(as "$user" podman inspect -f '{{.Id}}' twin)
  row "$user/podman:twin" | jq -e --arg id "$id" '.path | contains($id)'
done
[[ $(lxc-info -n figures-lxc -sH) = RUNNING ]]
machinectl show figures-nspawn -p State | grep -qx State=running
# One user's container does not answer to the other's name.
[[ $(weir get alice/podman:twin memory.max) = 67108864 ]]
weir set carol/podman:twin memory.max=80M
[[ $(weir get alice/podman:twin memory.max) = 67108864 ]]
