#!/usr/bin/env bash
# The screen on a terminal of 80x24 (tmux), with real containers of docker and podman: what it shows first, a container's
# page, a limit that is changed and undone, one that would be clipped, memory that is taken back, a freeze, two tagged
# services at once, a protected group that must be named, what the root group has not, a signal, a kill, going back in
# time, Ctrl-Z and fg, the end; and that the terminal is what it was. Then as alice: reasons instead of changes. And
# --read-only changes nothing and keeps no settings.
# deadline: 900
set -euxo pipefail
/weir/guest/containers.sh
# shellcheck source=Tests/VM/guest/screen.sh
. /weir/guest/screen.sh
bus=()
cleanup() {
  [[ ${#bus[@]} -eq 0 ]] || kill -CONT "${bus[@]}" || true
  close_terminal || true
  docker rm -f scr-docker || true
  podman rm -f -t 0 scr-podman || true
  # What is frozen does not end by SIGTERM.
  for unit in one two; do echo 0 >"/sys/fs/cgroup/system.slice/scr-$unit.service/cgroup.freeze" || true; done
  for group in scr-plain scr-above; do echo 1 >"/sys/fs/cgroup/$group/cgroup.kill" || true; done
  sleep 0.5
  rmdir /sys/fs/cgroup/scr-{plain,above/scr-below,above} || true
  rm -rf /run/scr-settings
  systemctl stop scr-{service,term,one,two}.service || true
  systemctl reset-failed scr-{service,term,one,two}.service || true
} >/dev/null 2>&1
trap cleanup EXIT

# It holds page cache, to be taken back.
id=$(docker run -d --name scr-docker --network none -m 64m weir-busybox \
  sh -c 'dd if=/dev/zero of=/big bs=1M count=24 conv=fsync 2>/dev/null; exec sleep 9999')
group=/sys/fs/cgroup/system.slice/docker-$id.scope
podman run -d --name scr-podman --network none weir-busybox sleep 9999
for unit in service term one two; do systemd-run --quiet "--unit=scr-$unit" sleep 9999; done
# One that is no unit's: what a user may do with it is known before it is tried.
mkdir /sys/fs/cgroup/scr-plain
sleep 9999 &
echo $! >/sys/fs/cgroup/scr-plain/cgroup.procs
# And one whose memory the group above limits.
mkdir -p /sys/fs/cgroup/scr-above/scr-below
echo +memory >/sys/fs/cgroup/scr-above/cgroup.subtree_control
echo 256M >/sys/fs/cgroup/scr-above/memory.max
sleep 9999 &
echo $! >/sys/fs/cgroup/scr-above/scr-below/cgroup.procs
sleep 6 # docker's own limits come a little after its group

open_terminal
text 'PS1="ready> "; clear; stty -g >before'
keys Enter
until_true test -s before
text 'weir -d 1s'
keys Enter

# The first screen. In a guest with much else in it not every row is on it; each is in the list.
sees 'F10Quit' 60
sees '\[root\]'
sees ' up [0-9]'
[[ $(shown | wc -l) -eq 24 ]]
for name in docker:scr-docker podman:scr-podman scr-service.service; do go_to "$name"; done

# The page of the container: what it is, its limit as the file has it, who runs in it; and back.
go_to docker:scr-docker
keys Enter
sees '^ docker:scr-docker'
sees '^ container of docker  image weir-busybox'
page_to '^ memory[.]max +67108864'
keys End
sees ' root  sleep 9999'
keys Escape
sees '^ NAME'
sees '^>docker:scr-docker'

# A limit: typed as a person does, shown before with its way and how long it lasts, done, undone.
keys e
sees 'Which limit'
keys Enter
sees 'value:'
text 96M
sees 'Enter: do it' 60
sees 'weir set docker:scr-docker memory.max=96M'
sees 'by the manager: '
sees 'MemoryMax'
sees 'lasts until the container restarts'
grep -qx 67108864 "$group/memory.max"
keys Enter
until_true grep -qx 100663296 "$group/memory.max"
[[ $(systemctl show -P MemoryMax "docker-$id.scope") = 100663296 ]]
sees 'X undoes it'
keys X
sees 'Undo'
keys Enter
until_true grep -qx 67108864 "$group/memory.max"
sees 'as before'

# One that a group above keeps from counting: said before. Esc leaves it.
go_to scr-below '/?scr-above'
keys e
sees 'Which limit'
keys Enter
sees 'value:'
text 512M
sees 'Enter: do it' 60
sees 'clipped: /scr-above has 268435456'
sees 'lasts until the group is removed'
keys Escape
sleep 0.3
keys Escape
sees 'F10Quit'
[[ $(</sys/fs/cgroup/scr-above/scr-below/memory.max) = max ]]

# Bad input is answered while it is typed, and does nothing.
go_to docker:scr-docker
keys e
sees 'Which limit'
keys Enter
text 12Q
sees 'is not a size'
keys Escape
sleep 0.3
keys Escape
sees 'F10Quit'
grep -qx 67108864 "$group/memory.max"

# Frozen and thawed.
keys z
sees 'Enter: do it' 60
keys Enter
until_true grep -q 'frozen 1' "$group/cgroup.events"
sees '^>docker:scr-docker.* frozen'
keys z
sees 'Enter: do it' 60
keys Enter
until_true grep -q 'frozen 0' "$group/cgroup.events"

# Memory is taken back: it falls, and the line says by how much.
before=$(<"$group/memory.current")
keys r
sees 'how much: '
text 16M
sees 'Enter: do it' 60
sees 'weir reclaim docker:scr-docker 16M'
keys Enter
sees 'reclaimed [0-9.]+[KM] of 16M' 60
[[ $(<"$group/memory.current") -lt $((before - (8 << 20))) ]]

# Two tagged services are frozen by one key, and thawed.
tag_both() {
  local unit
  for unit in one two; do
    go_to "scr-$unit.service"
    keys Space
  done
  keys z
  sees 'scr-(one|two)[.]service, scr-(one|two)[.]service'
  sees 'Enter: do it' 60
}
both_are() { # 0|1
  local unit
  for unit in one two; do grep -q "frozen $1" "/sys/fs/cgroup/system.slice/scr-$unit.service/cgroup.events" || return 1; done
}
tag_both
keys Enter
until_true both_are 1
for unit in one two; do
  go_to "scr-$unit.service"
  sees "^>scr-${unit}[.]service.* frozen"
done
tag_both
sees 'will go on'
keys Enter
until_true both_are 0

# A protected group refuses until its name is typed; Esc leaves it.
go_to ssh.service
keys z
sees 'is protected' 60
keys Enter
sees 'Type its name to go on: ssh.service'
text ssh
keys Enter
sees 'that is not its name'
text .service
keys Enter
sees 'Enter: do it' 60
keys Escape
sleep 0.3
grep -q 'frozen 0' /sys/fs/cgroup/system.slice/ssh.service/cgroup.events

# The root group has no file to freeze or to kill it by, and no memory.max: that is said before a name is asked for.
keys t
keys Home
sees '^>- / '
keys z
sees 'the root group has no such file' 60
if shown | grep -qE 'do it|must be named'; then exit 1; fi
keys Escape
sleep 0.3
keys e
sees 'Which limit of /|/ has no limit'
sleep 1
if shown | grep -qE '[|│] +(> )?(memory|cpu)[.]max'; then exit 1; fi
keys Escape
sleep 0.3
keys t

# Back in time, and to now.
keys '[' '['
sees '^ ?AT [0-9:]+Z'
keys Escape
sees '^ NAME'

# Ctrl-Z gives the terminal back; fg goes on.
keys C-z
sees 'Stopped'
[[ $(tmux -L screen display -t t -p '#{alternate_on}') = 0 ]]
text fg
keys Enter
sees 'F10Quit'
[[ $(tmux -L screen display -t t -p '#{alternate_on}') = 1 ]]

# A signal, chosen from the menu.
go_to scr-term.service
keys k
sees 'Which signal'
keys Down
sees '^.*> 15 TERM'
keys Enter
sees 'y: do it' 60
keys y
sees 'signal 15 sent to 1 process'
until_true test ! -e /sys/fs/cgroup/system.slice/scr-term.service

# A kill.
go_to scr-service.service
keys k
sees 'Which signal'
keys Enter
sees 'y: do it' 60
keys y
until_true test ! -e /sys/fs/cgroup/system.slice/scr-service.service

# The bus stands still: a plan is not to be had, but keys are answered, and the thread that draws asks nobody.
mapfile -t bus < <(pgrep -x dbus-daemon || pgrep -x dbus-broker)
kill -STOP "${bus[@]}"
go_to docker:scr-docker
timeout 20 strace -qq -o calls -p "$(pgrep -x weir)" &
tracer=$!
sleep 2
keys e
sees 'Which limit'
keys Enter
text 80M
sees 'making the plan|Enter: do it' # a manager may be reached past the bus
keys Escape
sleep 0.3
keys Escape
keys Home
sees '^>'
keys t
sleep 3
keys t
wait "$tracer" || true
kill -CONT "${bus[@]}"
bus=()
[[ $(wc -l <calls) -gt 10 ]]
if grep -vE '^(ppoll|restart_syscall|read|write|ioctl|futex|clock_gettime|madvise|mmap|munmap|mremap|mprotect|brk|sched_yield)\(|^---|^\+\+\+|resumed>' calls; then exit 1; fi
grep -qx 67108864 "$group/memory.max"

# Another size, and the end.
tmux -L screen resize-window -t t -x 132 -y 40
sees 'F10Quit'
tmux -L screen resize-window -t t -x 80 -y 24
sees 'F10Quit'
keys q
sees 'ready> *$'
[[ $(tmux -L screen display -t t -p '#{alternate_on}') = 0 ]]
text 'echo left with $?; stty -g >after'
keys Enter
sees 'left with 0'
until_true test -s after
cmp before after

# SIGTERM gives the terminal back, too.
text 'clear; weir -d 1s; echo gone; stty -g >after2'
keys Enter
sees 'F10Quit' 60
pkill -TERM -x weir
sees 'gone'
until_true test -s after2
cmp before after2

# An ordinary user sees figures, and reasons instead of changes.
text 'clear; su alice -c "weir -d 1s"; stty -g >after3'
keys Enter
sees 'F10Quit' 60
sees '\[user'
go_to scr-plain '/?scr-plain'
keys z
sees 'cgroup[.]freeze of /scr-plain: this user may not write it' 60
if shown | grep -q 'do it'; then exit 1; fi
keys Escape
sleep 0.3
keys k
sees 'Which signal'
keys Enter
sees 'cgroup[.]kill of /scr-plain: this user may not write it' 60
keys Escape
sleep 0.3
keys k
sees 'Which signal'
keys Down
sees '^.*> 15 TERM'
keys Enter
sees 'may not send a signal to its process' 60
keys Escape
sleep 0.3
keys r
sees 'how much: '
text 1M
sees 'memory[.]reclaim of /scr-plain: this user may not write it' 60
if shown | grep -q 'do it'; then exit 1; fi
keys Escape
sleep 0.3
# A limit may be a manager's to give: only trying tells.
keys e
sees 'Which limit'
keys Enter
sees 'value:'
text 64M
sees 'Enter: do it' 60
keys Enter
sees 'memory[.]max of /scr-plain: this user may not write it' 60
[[ $(</sys/fs/cgroup/scr-plain/memory.max) = max ]]
keys Escape
sleep 0.3
keys q
sees 'ready>'
until_true test -s after3
cmp before after3

# With --read-only each key that changes something says why it does not, and no file of the group is another than before.
mapfile -t files < <(find /sys/fs/cgroup/scr-plain -maxdepth 1 -type f -perm -600 \
  ! -name '*.peak' ! -name '[cim]*.pressure' -o -name cgroup.pressure)
held() { # The files with what they hold, a line each.
  grep -sH '' "${files[@]}" || [[ $? -eq 2 ]]
}
held >held-before
for file in memory.max pids.max cgroup.freeze cgroup.procs; do grep -q "/$file:" held-before; done
text 'clear; weir -d 1s --read-only; echo gone'
keys Enter
sees 'F10Quit' 60
go_to scr-plain '/?scr-plain'
for key in e z k r X; do
  keys "$key"
  sees '--read-only: nothing is changed'
  if shown | grep -qE 'Which|do it|how much'; then exit 1; fi
  keys Escape
  sleep 0.3
  sees 'F10Quit'
done
keys q
sees 'gone'
held >held-after
# A controller that went meanwhile took its files along, which is another's doing.
comm -23 <(sort held-before) <(sort held-after) | while IFS=: read -r file _; do [[ ! -e $file ]]; done

# Nothing is written there either of what was chosen to be seen; without it that is kept.
for words in --read-only ''; do
  text "clear; XDG_CONFIG_HOME=/run/scr-settings$words weir -d 1s $words; echo gone"
  keys Enter
  sees 'F10Quit' 60
  keys t
  sleep 2
  keys q
  sees 'gone'
done
[[ ! -e /run/scr-settings--read-only ]]
grep -qx 'tree = yes' /run/scr-settings/weir/screen
