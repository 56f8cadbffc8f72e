#!/usr/bin/env bash
# The screen inside a container of docker with Debian's files (the guest's own, read only), as root and as an ordinary
# user: it shows what there is to see, gives reasons instead of changes, and ends as everywhere.
# deadline: 300
set -euxo pipefail
/weir/guest/containers.sh
cleanup() {
  tmux -L inside kill-server || true
  docker rm -f inside || true
} >/dev/null 2>&1
trap cleanup EXIT
tmux -L inside -f /dev/null new-session -d -s t -x 80 -y 24 "bash --norc --noprofile"
keys() { tmux -L inside send-keys -t t "$@"; }
text() { tmux -L inside send-keys -t t -l "$1"; }
shown() { tmux -L inside capture-pane -t t -p; }
sees() { # PATTERN
  for _ in {1..300}; do
    if shown | grep -qE -- "$1"; then return; fi
    sleep 0.2
  done
  shown >&2
  return 1
}

for user in 0 1000; do
  text "clear; docker run -it --rm --name inside --network none --user $user -e TERM=xterm-256color -e LC_ALL=C.UTF-8"
  text " -e LD_LIBRARY_PATH=/weir/bin -v /weir:/weir:ro -v /usr:/usr:ro -v /usr/lib:/lib:ro -v /usr/lib64:/lib64:ro"
  text " -v /etc/passwd:/etc/passwd:ro weir-busybox /weir/bin/weir -d 1s; echo left with \$?"
  keys Enter
  sees F10Quit
  # The container's own processes are somebody's, and their figures are there.
  sees '^>'
  sees 'Mem\['
  if [[ $user -eq 0 ]]; then sees '\[root\]'; else sees '\[user'; fi
  # The page of what there is, and back.
  keys Enter
  sleep 3
  keys Escape
  sees F10Quit
  # A change is refused with the reason.
  keys z
  if [[ $user -eq 0 ]]; then sees 'mounted read-only'; else sees 'this user may not write it'; fi
  keys Escape
  sleep 1
  keys Escape
  sees F10Quit
  keys q
  sees 'left with 0'
done
