#!/usr/bin/env bash
# An ordinary user who has no linger: over ssh, from a session's scope, without a manager; and never a question where
# nobody sits.
# deadline: 600
set -euxo pipefail
# shellcheck disable=SC2317,SC2329
cleanup() {
  kill "${monitor:-}" 2>/dev/null || true
  loginctl terminate-user bob 2>/dev/null || true
  for _ in $(seq 100); do
    userdel -rf bob 2>/dev/null && break
    sleep 0.2
  done
}
trap cleanup EXIT
useradd --create-home --shell /bin/bash bob
ssh-keygen -q -t ed25519 -N '' -f key
install -d -o bob -g bob -m 700 ~bob/.ssh
install -o bob -g bob -m 600 key.pub ~bob/.ssh/authorized_keys
bob=$(id -u bob)
as_bob() { ssh -q -i key -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null "$@"; }
in_weir="PATH=/weir/bin:\$PATH"
[[ ! -e /var/lib/systemd/linger/bob ]]

# shellcheck source=Tests/VM/guest/refused.sh
. /weir/guest/refused.sh

# Nobody logged in, no manager: one line says what is missing and what would help.
refused 'linger' 125 setpriv --reuid bob --regid bob --init-groups env -u XDG_RUNTIME_DIR -u DBUS_SESSION_BUS_ADDRESS \
  /weir/bin/weir run -- true

# A login brings a manager for as long as it lasts.
# shellcheck disable=SC2016
[[ $(as_bob bob@127.0.0.1 "$in_weir"' weir run memory.max=64M pids.max=30 cpu.max=25% -- sh -c \
  "cd /sys/fs/cgroup\$(sed -n s/^0:://p /proc/self/cgroup); cat memory.max pids.max cpu.max; pwd" | tr "\n" " "') \
  =~ ^"67108864 30 25000 100000 /sys/fs/cgroup/user.slice/user-$bob.slice/user@$bob.service/"app.slice/weir-run-.*scope ]]
code=0
as_bob bob@127.0.0.1 "$in_weir weir run -- sh -c 'exit 77'" || code=$?
[[ $code -eq 77 ]]

# adopt: what runs in the login's own scope goes into the user's manager, limits and all.
as_bob bob@127.0.0.1 "$in_weir"' bash -s' >adopt.txt <<'SCRIPT'
sleep 500 &
child=$!
grep -q 'session-.*\.scope' /proc/$child/cgroup || echo "not in a session: $(cat /proc/$child/cgroup)"
weir adopt $child memory.max=96M pids.max=20 --unit=weirbob || echo "adopt: $?"
cat /proc/$child/cgroup
cat /sys/fs/cgroup$(sed -n s/^0:://p /proc/$child/cgroup)/memory.max
# Oneself, too: the shell that types it.
weir adopt $$ --unit=weirself || echo "adopt self: $?"
cat /proc/$$/cgroup
weir set weirbob.scope memory.max=80M || echo "set: $?"
cat /sys/fs/cgroup$(sed -n s/^0:://p /proc/$child/cgroup)/memory.max
weir kill weirbob.scope
wait $child
echo "child: $?"
SCRIPT
cat adopt.txt
grep -q "user@$bob.service/app.slice/weirbob.scope" adopt.txt
grep -qx 100663296 adopt.txt
grep -q "^0::.*user@$bob.service/app.slice/weirself.scope" adopt.txt
grep -qx 83886080 adopt.txt
grep -qx 'child: 137' adopt.txt
if grep -qE '^(not in|adopt|set).*: ' adopt.txt; then exit 1; fi

# Somebody else's process.
sleep 500 &
theirs=$!
refused "process $theirs is root's: .*user $bob .*run it as root" 1 as_bob bob@127.0.0.1 "$in_weir weir adopt $theirs"
grep -qv bob "/proc/$theirs/cgroup"
kill $theirs

# What only root may, with nobody at the terminal: one line at once, and the call does not even offer to ask. A terminal
# that is there, but is not the input, is not asked either.
busctl monitor --json=short org.freedesktop.systemd1 >monitor.json 2>/dev/null &
monitor=$!
sleep 3
refused 'polkit action org.freedesktop.systemd1.manage-units.*run as root' 1 as_bob bob@127.0.0.1 "$in_weir weir set systemd-logind.service pids.max=5000 </dev/null"
# shellcheck disable=SC2016
as_bob -tt bob@127.0.0.1 "$in_weir"' sh -c "weir set systemd-logind.service pids.max=5000 </dev/null; echo code=\$?; weir run --system -- true </dev/null; echo code=\$?"' \
  </dev/null >terminal.txt 2>&1
cat terminal.txt
grep -q '^code=1' terminal.txt
grep -q '^code=125' terminal.txt
if grep -qiE 'password|authenticat.*===' terminal.txt; then exit 1; fi
sleep 2
kill $monitor
jq -s -e 'map(select(.type == "method_call" and (.member == "SetUnitProperties" or .member == "StartTransientUnit")))
  | length >= 1 and all(.flags % 8 < 4)' monitor.json

# The login's end ends the manager; nothing of it is left.
for _ in $(seq 300); do
  [[ -e /sys/fs/cgroup/user.slice/user-$bob.slice ]] || exit 0
  sleep 0.2
done
systemd-cgls --no-pager "/user.slice/user-$bob.slice"
exit 1
