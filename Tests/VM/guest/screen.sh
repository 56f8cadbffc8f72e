# shellcheck shell=bash
# Sourced by cases that look at the screen in tmux: a terminal emulator that is not ours.
#   open_terminal             80x24, with a shell in this directory that says `ready> `; close_terminal ends it
#   keys KEY..., text WORDS   typed into it
#   shown, sees               what stands on it
#   go_to NAME [PATTERN]      the row of a name; the pattern is what its line begins with, where that is not the name
#   page_to PATTERN           the part of a page that holds it
open_terminal() {
  tmux -L screen -f /dev/null new-session -d -s t -x 80 -y 24 "cd $PWD && env TERM=tmux-256color bash --norc --noprofile"
}
close_terminal() { tmux -L screen kill-server; }
keys() { tmux -L screen send-keys -t t "$@"; }
text() { tmux -L screen send-keys -t t -l "$1"; }
shown() { tmux -L screen capture-pane -t t -p; }
sees() { # PATTERN [SECONDS]
  local try
  for ((try = 0; try < 5 * ${2:-30}; try++)); do
    if shown | grep -qE -- "$1"; then return; fi
    sleep 0.2
  done
  shown >&2
  return 1
}
until_true() { # COMMAND...
  local try
  for ((try = 0; try < 150; try++)); do
    if "$@"; then return; fi
    sleep 0.2
  done
  shown >&2
  return 1
}
go_to() {
  keys Home
  keys /
  text "$1"
  keys Enter
  sees "^>${2:-$1}"
}
page_to() {
  local page
  keys Home
  # Each part stays until it was surely drawn: none is passed by unseen.
  for ((page = 0; page < 20; page++)); do
    if sees "$1" 3 2>/dev/null; then return; fi
    keys NPage
  done
  shown >&2
  return 1
}
