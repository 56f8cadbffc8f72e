#!/usr/bin/env bash
# Every protected group refuses to be frozen, killed, limited further, or to lose its processes; raising, looking and other
# groups are free, and --protected NAME opens it. All of it with a hierarchy that cannot be written and without a manager:
# what is not refused does no harm.
# deadline: 600
set -euxo pipefail
groups=/sys/fs/cgroup
made=()
cleanup() {
  systemctl stop weirplain.service || true
  local directory
  for directory in "${made[@]}"; do
    echo 1 >"$directory/cgroup.kill" || true
    for _ in $(seq 20); do
      if rmdir "$directory"; then break; fi
      sleep 0.1
    done
  done
} 2>/dev/null
trap cleanup EXIT
# shellcheck disable=SC2016  # for the inner shell
harmless=(unshare --mount bash -euc '
  mount -o remount,bind,ro /sys/fs/cgroup
  mount -t tmpfs none /run/systemd
  mount -t tmpfs none /run/dbus
  exec weir "$@"' -)

# shellcheck source=Tests/VM/guest/refused.sh
. /weir/guest/refused.sh
refuses() { # PATTERN ARGUMENT...: one line, exit 1
  local pattern=$1
  shift
  refused "$pattern" 1 "${harmless[@]}" "$@"
}
all_refuse() { # TARGET REASON NAME
  local why="is refused: it is protected \\($2\\); --protected '?$3'? does it all the same"
  refuses "^weir: freezing .* $why" freeze "$1"
  refuses "^weir: killing .* $why" kill "$1"
  # The root has no limits.
  [[ $1 != / ]] || return 0
  refuses "^weir: a lower pids.max for .* $why" set "$1" pids.max=7 --dry-run
}

# Services by name: those that run here, and the others by groups that are called so.
declare -A services=(
  [ssh.service]='it runs sshd' [sshd.service]='it runs sshd' [ssh@weir.service]='it runs sshd'
  [dbus.service]='it is the bus' [dbus-broker.service]='it is the bus'
  [systemd-journald.service]='it is the journal' [systemd-logind.service]='it is logind'
  [docker.service]='it is a container engine' [containerd.service]='it is a container engine'
  [podman.service]='it is a container engine' [crio.service]='it is a container engine'
  [snap.docker.dockerd.service]='it is a container engine' [incus.service]='it is a container engine'
  [lxd.service]='it is a container engine' [snap.lxd.daemon.service]='it is a container engine'
  [libvirtd.service]='it is a container engine' [virtqemud.service]='it is a container engine'
  [kubelet.service]='it is kubelet' [k3s.service]='it is kubelet' [k3s-agent.service]='it is kubelet'
  [rke2-server.service]='it is kubelet' [rke2-agent.service]='it is kubelet'
)
all_refuse ssh.service 'it runs sshd' ssh.service
# Of each other one act, another every time.
count=0
for name in "${!services[@]}"; do
  directory=$groups/system.slice/$name
  if [[ ! -d $directory ]]; then
    mkdir "$directory"
    made+=("$directory")
    sleep 1000 >/dev/null 2>&1 &
    echo $! >"$directory/cgroup.procs"
  fi
  process=$(head -n 1 "$directory/cgroup.procs")
  words=("/system.slice/$name")
  case $((count++ % 4)) in
    0) words=(freeze "${words[@]}") ;;
    1) words=(kill "${words[@]}") ;;
    2) words=(set "${words[@]}" pids.max=7 --dry-run) ;;
    3) words=(adopt "$process") ;;
  esac
  refuses "/system.slice/$name is refused: it is protected \\(${services[$name]}\\); --protected '?$name'? does" "${words[@]}"
done
# Daemons that run here stay in their units.
for name in ssh.service dbus.service systemd-journald.service systemd-logind.service; do
  process=$(systemctl show -P MainPID $name)
  refuses "^weir: taking process $process out of /system.slice/$name is refused" adopt "$process" pids.max=9
done

# The service manager, the root, where one sits, and what is above any of them.
all_refuse / 'it is the root' /
all_refuse /init.scope 'it is the service manager' init.scope
refuses '^weir: taking process 1 out of /init.scope is refused' adopt 1
own=$(sed -n 's/^0:://p' /proc/self/cgroup)
[[ $own = /user.slice/user-0.slice/session-*.scope ]]
all_refuse self 'weir itself runs in it' "${own##*/}"
for above in /system.slice /user.slice /user.slice/user-0.slice; do
  refuses "^weir: killing $above is refused: it is protected \(/.* is below it: " kill $above
  refuses "^weir: a lower memory.max for $above is refused: it is protected" set $above memory.max=3G --allow-oom --dry-run
done
# From elsewhere, as a terminal below the user's manager, the session is known by the login.
session=${own##*/session-}
session=${session%.scope}
systemd-run --quiet --wait --pipe --collect --unit=weirelsewhere -E XDG_SESSION_ID="$session" -E PATH="$PATH" \
  "${harmless[@]}" kill "$own" 2>session.txt && exit 1
grep -q "it is the session one sits in" session.txt

# All files whose lowering hurts; a query and a glob are no way around it.
lower() { refuses "^weir: a lower ${1%%=*} for /system.slice/ssh.service is refused" set ssh.service "$1" --dry-run --allow-oom --allow-stall; }
for value in memory.max=900M memory.high=800M pids.max=50 cpu.max=50% cpuset.cpus=0 io.max=/dev/vda,rbps=1M; do
  # A file that is not there cannot be lowered.
  [[ ! -e $groups/system.slice/ssh.service/${value%%=*} ]] || lower "$value"
done
for file in memory.max memory.high pids.max; do [[ -e $groups/system.slice/ssh.service/$file ]]; done
refuses 'killing /system.slice/ssh.service is refused' kill -w 'name = ssh.service' --yes
refuses 'freezing /system.slice/.* is refused' freeze '*.service' --yes
refuses 'a lower pids.max for /system.slice/.* is refused' set '*.service' pids.max=3 --yes --dry-run

# Free: raising, reclaiming, thawing, another service beside it; and what is named.
unit=/system.slice/ssh.service
"${harmless[@]}" set ssh.service pids.max=max --dry-run
"${harmless[@]}" set ssh.service memory.low=1M --dry-run
weir reclaim ssh.service 64K
weir thaw ssh.service
systemd-run --quiet --unit=weirplain sleep 1000
"${harmless[@]}" set weirplain.service pids.max=7 --dry-run
"${harmless[@]}" set ssh.service pids.max=7 --protected ssh.service --dry-run
"${harmless[@]}" set ssh.service pids.max=7 --protected "$unit" --dry-run
refuses 'is refused' set ssh.service pids.max=7 --protected dbus.service --dry-run
# Past the refusal it is the hierarchy that cannot be written: so nothing that was tried above did anything.
for act in freeze kill; do refuses '[Rr]ead-only' $act ssh.service --protected ssh.service; done
grep -qx 'frozen 0' $groups$unit/cgroup.events
systemctl is-active -q ssh.service dbus.service systemd-journald.service systemd-logind.service
