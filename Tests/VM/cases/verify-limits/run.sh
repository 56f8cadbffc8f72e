#!/usr/bin/env bash
# weir run and adopt at length: every exit code, a hundred at once, a terminal's job control, and numbers of processes
# that are used again.
# deadline: 1500
set -euxo pipefail
here=$(cd "$(dirname "$0")" && pwd)

none_left() { # PATTERN: no scope of that name is there any more
  local there
  for _ in $(seq 300); do
    # What could not ask has not seen that nothing is there.
    if there=$(systemctl list-units --all --no-legend "$1") && [[ -z $there ]]; then return 0; fi
    sleep 0.2
  done
  systemctl list-units --all "$1"
  return 1
}

# The command's own exit code, each of the 256. Four at a time.
one_code() {
  local got=0
  weir run --unit="weircode$1" -- sh -c "exit $1" || got=$?
  [[ $got -eq $1 ]] || echo "exit $1 came out as $got"
}
export -f one_code
seq 0 255 | xargs -P 4 -I{} bash -c 'one_code {}' >codes.txt 2>&1
cat codes.txt
[[ ! -s codes.txt ]]
none_left 'weircode*.scope'

# Each signal that ends a process, by 128 + N.
for signal in 1 2 3 4 6 7 8 9 10 11 12 13 14 15 24 25 31 34 64; do
  got=0
  weir run -- sh -c "ulimit -c 0; kill -$signal \$\$" || got=$?
  [[ $got -eq $((128 + signal)) ]]
done

# A hundred at once: each in a scope of its own, with its own limit, its own output and its own code.
mkdir many
one_of_many() {
  local got=0
  weir run "pids.max=$((100 + $1))" --unit="weirmany$1" -- sh -c \
    "read -r line; echo \$line; cat /sys/fs/cgroup\$(sed -n s/^0:://p /proc/self/cgroup)/pids.max; sleep 1; exit $(($1 % 200))" \
    <<<"I am $1" >"many/$1.out" 2>"many/$1.err" || got=$?
  echo "$got" >"many/$1.code"
}
children=()
for number in $(seq 100); do
  one_of_many "$number" &
  children+=($!)
done
wait "${children[@]}"
for number in $(seq 100); do
  [[ $(cat "many/$number.code") -eq $((number % 200)) ]] || { cat "many/$number.err" && exit 1; }
  [[ $(paste -sd' ' "many/$number.out") = "I am $number $((100 + number))" && ! -s many/$number.err ]]
done
none_left 'weirmany*.scope'

# Ctrl-Z stops the job, fg goes on with it, and its code comes out.
tmux new-session -d -s weirjob -x 100 -y 30 'bash --norc -i'
tmux send-keys -t weirjob "cd $PWD; PATH=$PATH" Enter
# shellcheck disable=SC2016
tmux send-keys -t weirjob 'weir run --unit=weirjob -- sh -c "read -r line; echo got=\$line; exit 9"; echo "code=$?"' Enter
shows() { # TEXT: within a minute
  for _ in $(seq 300); do
    if tmux capture-pane -p -t weirjob | grep -qE "$1"; then return 0; fi
    sleep 0.2
  done
  tmux capture-pane -p -t weirjob
  return 1
}
until systemctl -q is-active weirjob.scope; do sleep 0.2; done
sleep 2
tmux send-keys -t weirjob C-z
shows '^code=148'
tmux send-keys -t weirjob 'jobs' Enter
shows 'Stopped.*weir run'
grep -q . "/sys/fs/cgroup/system.slice/weirjob.scope/cgroup.procs"
while read -r pid; do grep -q 'State:.*T (stopped)' "/proc/$pid/status"; done \
  </sys/fs/cgroup/system.slice/weirjob.scope/cgroup.procs
# shellcheck disable=SC2016
tmux send-keys -t weirjob 'fg; echo "then=$?"' Enter
sleep 2
tmux send-keys -t weirjob 'a word' Enter
shows '^got=a word'
shows '^then=9'
# In the background too: bg, and its output comes.
# shellcheck disable=SC2016
tmux send-keys -t weirjob 'clear; weir run --unit=weirjob2 -- sh -c "sleep 4; echo from=behind"' Enter
until systemctl -q is-active weirjob2.scope; do sleep 0.2; done
tmux send-keys -t weirjob C-z
shows 'Stopped'
tmux send-keys -t weirjob 'bg' Enter
shows '(^|# )from=behind *$'
# Ctrl-\ as well.
# shellcheck disable=SC2016
tmux send-keys -t weirjob 'clear; ulimit -c 0; weir run --unit=weirjob3 -- sleep 100; echo "quit=$?"' Enter
until systemctl -q is-active weirjob3.scope; do sleep 0.2; done
sleep 2
tmux send-keys -t weirjob "C-\\"
# The terminal echoes the key on the same line.
shows 'quit=131'
tmux kill-session -t weirjob
none_left 'weirjob*.scope'

# A number that is given again.
python3 "$here/reuse.py" 20
