#!/usr/bin/env bash
# pictures.sh WEIR DIRECTORY [NAME]: runs a screen in tmux and writes three pictures of it into the directory: the first
# screen on 120 columns, the tree on 100, and the page of one group (NAME, or the first). Needs tmux and python3.
# SECONDS_BEFORE=70: how long it samples first, so that graphs have something to show.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
weir=$1 out=$2 name=${3:-}
socket=pictures-$$
home=$(mktemp -d)
trap 'tmux -L "$socket" kill-server 2>/dev/null || true; rm -rf "$home"' EXIT
keys() { tmux -L "$socket" send-keys -t t "$@"; }
draw() { # NAME TITLE
  sleep 1.5
  tmux -L "$socket" capture-pane -t t -N -e -p >"$home/capture"
  python3 "$here/svg.py" "$2" <"$home/capture" >"$out/screen-$1.svg"
  echo "$out/screen-$1.svg"
}
size() { tmux -L "$socket" resize-window -t t -x "$1" -y "$2"; }

tmux -L "$socket" -f /dev/null new-session -d -s t -x 120 -y 30 \
  "env -u XDG_CONFIG_HOME HOME=$home TERM=tmux-256color LC_ALL=C.UTF-8 '$weir' -d 1s"
for _ in {1..100}; do
  if tmux -L "$socket" capture-pane -t t -p | grep -q F10Quit; then break; fi
  sleep 0.2
done
sleep "${SECONDS_BEFORE:-70}"
draw list "weir: who uses the machine, who is stalled, and by which limit"
if [[ -n $name ]]; then
  keys /
  tmux -L "$socket" send-keys -t t -l "$name"
  keys Enter
fi
keys Enter
for _ in {1..100}; do
  if tmux -L "$socket" capture-pane -t t -p | grep -q '^ *FILE'; then break; fi
  sleep 0.2
done
draw page "weir: one group over the last ten minutes"
keys Escape
sleep 0.5
keys t
size 100 30
draw tree "weir: the tree of groups"
keys q
