#!/usr/bin/env bash
# `make run` and `make demo` as a newcomer types them, on a terminal of tmux. The first opens the screen on this machine,
# and q leaves it. Of the second the guest comes up, the screen shows its containers, services and user under load, q
# leaves it and the guest is ended by `make vm-down`. So is one of `make vm-up` of this checkout, before and after: the
# demo's is the same.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v tmux >/dev/null || { echo "demo.sh: no tmux here" >&2 && exit 69; }
kernel=${KERNEL:-13}
state=.build/vm/$([[ $kernel = 13 ]] || echo "$kernel-")demo
socket=weir-demo-$$
shown() { tmux -L "$socket" capture-pane -t "$target" -p; }
sees() { # PATTERN SECONDS
  local try
  for ((try = 0; try < $2; try++)); do
    if shown | grep -qE -- "$1"; then return; fi
    if shown | grep -q '^ended'; then break; fi
    sleep 1
  done
  shown >&2
  return 1
}
begin() { # TARGET of make
  target=$1
  tmux -L "$socket" -f /dev/null new-session -d -s "$target" -x 120 -y 40 \
    "make $target; echo \"ended with \$?\"; sleep 600"
}
# What was said before the screen opened is there again.
leave() {
  local try
  tmux -L "$socket" send-keys -t "$target" q
  for ((try = 0; try < 30; try++)); do
    if shown | grep -q '^ended with'; then break; fi
    sleep 1
  done
  shown | grep '^ended with 0'
}
cleanup() {
  tmux -L "$socket" kill-server || true
  make vm-down || true
} >/dev/null 2>&1
trap cleanup EXIT
cleanup

begin run
sees 'F10Quit' 2400
leave

begin demo
sees 'F10Quit' 2400
for name in docker: podman: '[.]service' alice; do sees "$name" 60; done
shown
# Where verify.sh looks for it.
mkdir -p "$state"
timeout 60 ssh -F .build/vm/up/ssh_config root uname -r </dev/null >"$state/kernel"
leave
shown | grep 'make vm-down ends the guest'
