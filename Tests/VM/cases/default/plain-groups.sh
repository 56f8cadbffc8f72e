#!/usr/bin/env bash
# Groups that systemd knows nothing of, on a machine where no service manager can be reached: root's own below the root,
# and an ordinary user's below a group that root left to her. The same commands work, say which way they went, and
# refuse what is another's; what they set, the undo line takes back.
# deadline: 300
# What commands say on standard error is held against what they are to say: the trace goes elsewhere.
exec 9>&2
BASH_XTRACEFD=9
set -euxo pipefail
groups=/sys/fs/cgroup
plain=$groups/weirplain deleg=$groups/weirdeleg
cleanup() {
  local group
  for group in "$plain" "$deleg"; do
    [[ -d $group ]] || continue
    echo 0 >"$group/cgroup.freeze"
    echo 1 >"$group/cgroup.kill"
    for _ in $(seq 50); do
      find "$group" -depth -type d -exec rmdir {} + 2>/dev/null || true
      if [[ ! -d $group ]]; then break; fi
      sleep 0.2
    done
  done
}
trap cleanup EXIT

# Of systemd nothing is left to see: no private socket, no bus, no user's bus.
bare() { # COMMAND...: as root
  # shellcheck disable=SC2016  # for the inner shell
  unshare --mount bash -euc \
    'for place in /run/systemd /run/dbus /run/user; do mount -t tmpfs none "$place"; done; exec "$@"' - "$@"
}
# From inside of what is hers: a move needs rights on the nearest group above both places.
alice() { ( echo "$BASHPID" >"$deleg/home/cgroup.procs" && bare runuser -u alice -- "$@" ); }

# shellcheck source=Tests/VM/guest/refused.sh
. /weir/guest/refused.sh

echo '+cpu +memory +pids' >"$groups/cgroup.subtree_control"
mkdir "$plain" "$deleg"
chown alice "$deleg" "$deleg/cgroup.procs" "$deleg/cgroup.subtree_control" "$deleg/cgroup.threads"
runuser -u alice -- mkdir "$deleg/home" "$deleg/job"
# Hers to hand down, since it holds no process itself.
runuser -u alice -- bash -c "echo '+cpu +memory +pids' >$deleg/cgroup.subtree_control"

all_verbs() { # GROUP USER...
  local group=$1 undo
  shift
  "$@" weir set "$group" memory.max=64M pids.max=20 cpu.max=50% --dry-run -o json >dry.json
  jq -e '.applied == false and .changed == 3
    and all(.steps[]; .route == "file" and .route_reason == "systemd does not run here"
      and .lasts == "until the group is removed" and .warnings == [])' dry.json
  [[ $(cat "$groups$group/memory.max") = max ]]

  "$@" weir set "$group" memory.max=64M pids.max=20 cpu.max=50% >set.txt
  [[ $(grep -c '^  by the file: systemd does not run here$' set.txt) -eq 3 ]]
  [[ $("$@" weir get "$group" memory.max pids.max cpu.max | cut -f 2 | tr '\n' ,) = "67108864,20,50000 100000," ]]
  [[ $(cat "$groups$group/memory.max") = 67108864 && $(cat "$groups$group/cpu.max") = "50000 100000" ]]
  undo=$(sed -n 's/^undo: //p' set.txt)
  "$@" bash -c "$undo"
  [[ $(cat "$groups$group"/{memory.max,pids.max,cpu.max} | tr '\n' ,) = "max,max,max 100000," ]]
  "$@" weir set "$group" pids.max=20
  "$@" weir set "$group" pids.max=unset
  [[ $(cat "$groups$group/pids.max") = max ]]

  # shellcheck disable=SC2016  # for the inner shell
  "$@" bash -c 'sleep 1000 >/dev/null 2>&1 & echo $! >"$1/cgroup.procs"' - "$groups$group"
  "$@" weir freeze "$group" | grep -qx "$group: frozen; weir thaw $group lets it go on"
  grep -qx 'frozen 1' "$groups$group/cgroup.events"
  "$@" weir thaw "$group" | grep -qx "$group: thawed"
  grep -qx 'frozen 0' "$groups$group/cgroup.events"
  "$@" weir reclaim "$group" 64K -o json | jq -e '.asked == 65536'
  "$@" weir kill "$group" | grep -qx "$group: 1 process killed"
  grep -qx 'populated 0' "$groups$group/cgroup.events"
}
all_verbs /weirplain bare
all_verbs /weirdeleg/job alice

# What is root's stays root's: the limits of the very group that was left to her, a group beside it, a service.
sleep 1000 &
stranger=$!
echo $stranger >"$plain/cgroup.procs"
refused 'memory.low of /weirdeleg: this user may not write it: it belongs to user 0' 1 alice weir set /weirdeleg memory.low=1M
refused 'this user may not write it: it belongs to user 0' 1 alice weir set /weirplain pids.max=5
refused 'this user may not write it: it belongs to user 0' 1 alice weir set /system.slice/systemd-udevd.service pids.max=5
refused 'this user may not write it: it belongs to user 0' 1 alice weir freeze /weirplain
refused 'this user may not write it: it belongs to user 0' 1 alice weir kill /weirplain
refused 'this user may not write it: it belongs to user 0' 1 alice weir reclaim /weirplain 1M
[[ $(cat "$plain/pids.max") = max ]]
kill -0 $stranger
# Nor may she stop what runs weir itself.
refused 'it is protected .weir itself runs in it.' 1 alice weir freeze /weirdeleg/home

# Commands: beside her own group where it holds processes and so has no limits to give, else below it.
code=0
# shellcheck disable=SC2016  # for the inner shell
alice weir run --unit=weirplainrun memory.max=64M pids.max=30 -- \
  sh -c 'cd /sys/fs/cgroup$(sed -n s/^0:://p /proc/self/cgroup) && pwd && cat memory.max pids.max && exit 5' \
  >run.txt 2>run.err || code=$?
[[ $code -eq 5 && $(tr '\n' , <run.txt) = "$deleg/weirplainrun.scope,67108864,30," ]]
[[ $(cat run.err) = "weir: systemd does not run here: the group is /weirdeleg/weirplainrun.scope" ]]
[[ ! -d $deleg/weirplainrun.scope ]]
alice weir run --unit=weirplainrun -- sed -n s/^0:://p /proc/self/cgroup >run.txt 2>run.err
[[ $(cat run.txt) = /weirdeleg/home/weirplainrun.scope && ! -d $deleg/home/weirplainrun.scope ]]
alice weir run --unit=weirplainrun --delegate memory.max=64M -- sh -c "
  mkdir $deleg/weirplainrun.scope/child && echo 8M >$deleg/weirplainrun.scope/child/memory.max" 2>run.err
[[ ! -d $deleg/weirplainrun.scope ]]
refused '^weir: --slice needs systemd, which does not run here$' 125 alice weir run --slice=user.slice -- true
# Where nothing is hers, that is said, and nothing is left.
refused 'this user may make no group in /.*; run it as root, or ask for a delegated group' 125 \
  bare runuser -u alice -- weir run memory.max=64M -- true

# Processes that run already: hers, and not root's.
# shellcheck disable=SC2016  # for the inner shell
alice bash -c 'sleep 1000 >/dev/null 2>&1 & echo $!' >hers.txt
hers=$(cat hers.txt)
[[ $(alice weir adopt "$hers" pids.max=9 --unit=weirplainadopt 2>adopt.err) = "$hers: /weirdeleg/weirplainadopt.scope" ]]
[[ $(cat "$deleg/weirplainadopt.scope/pids.max") = 9 && $(cat "$deleg/weirplainadopt.scope/cgroup.procs") = "$hers" ]]
code=0
alice weir adopt $stranger --unit=weirplainstolen >adopt.txt 2>adopt.err || code=$?
[[ $code -eq 1 ]]
grep -q "a move needs write permission on cgroup.procs of the nearest group above both, and $stranger comes from /weirplain" adopt.err
[[ $(cat "$plain/cgroup.procs") = "$stranger" ]]
kill "$hers" $stranger
for _ in $(seq 150); do
  left=$(find "$groups" -name 'weirplain?*' -type d)
  [[ -n $left ]] || break
  sleep 0.2
done
[[ -z $left ]]

# With systemd at hand they are still nobody's: the file, and why.
for user in "" alice; do
  group=/weirplain
  [[ -z $user ]] || group=/weirdeleg/job
  ${user:+runuser -u alice --} weir set $group pids.max=19 -o json |
    jq -e '.applied and .steps[0].route == "file" and .steps[0].route_reason == "no unit owns the group"'
done
