#!/usr/bin/env bash
# The screen on groups whose names are wide, combined, cut in the middle of a wide letter, or orders to a terminal: in tmux,
# which counts columns by tables of its own, every frame is 24 lines of at most 80 columns, with the footer in the last
# line and each figure in its column; and no name reaches the terminal as an order.
# deadline: 400
set -euxo pipefail
export LC_ALL=C.UTF-8
top=/sys/fs/cgroup/scrw
# shellcheck source=Benchmarks/groups.sh
. /weir/guest/groups.sh
# shellcheck source=Tests/VM/guest/screen.sh
. /weir/guest/screen.sh
cleanup() {
  tail -n 1 frame.err || true
  close_terminal || true
  end_group "$top"
} >&2
trap cleanup EXIT

# What expands the names is not traced: a trace would print them as they are.
set +x
names=('漢字' $'e\xcc\x81' '🙂' "$(printf '漢%.0s' {1..40})" $'\e]2;owned\a' $'\ekowned\e\\' $'\e[2J\e[Hclear' $'c1\xc2\x9b31m'
  $'bidi\xe2\x80\xaetxt' $'\xff\xfe')
for name in "${names[@]}"; do
  mkdir -p "$top/$name"
  sleep 9999 &
  echo $! >"$top/$name/cgroup.procs"
done
disown -a
set -x

cat >frame.py <<'PYTHON'
"""frame.py FILE ROWS: whether a frame is whole; with ROWS other than 0, whether so many rows of the list are in order."""
import sys
import unicodedata


def cells(line):
    places = []
    for letter in line:
        if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
            continue
        places.append(letter)
        if unicodedata.east_asian_width(letter) in ("W", "F"):
            places.append("")
    return places


lines = open(sys.argv[1], encoding="utf-8").read().split("\n")[:-1]
assert len(lines) == 24, len(lines)
for line in lines:
    assert len(cells(line)) <= 80, line
assert "F10Quit" in lines[-1], lines[-1]
if int(sys.argv[2]):
    slash = next(line for line in lines if line.startswith(" NAME")).index("CPU/lim") + 3
    head = next(place for place, line in enumerate(lines) if line.startswith(" NAME "))
    rows = lines[head + 1:head + 1 + int(sys.argv[2])]
    assert all(row[1:].startswith("/scrw/") for row in rows), rows
    for row in rows:
        assert cells(row)[slash] == "/", row
PYTHON
whole() { # ROWS
  shown >frame
  python3 frame.py frame "$1" 2>frame.err
}

open_terminal
text 'PS1="ready> "; clear'
keys Enter
sees '^ready> *$'
title=$(tmux -L screen display -t t -p '#{pane_title}')
text 'clear; weir -d 1s /scrw; echo left with $?'
keys Enter
sees 'F10Quit' 60
sees '^./scrw/漢字 '
sees '^./scrw/🙂 '
sees $'^./scrw/e\xcc\x81 '
sees '^./scrw/\\x1b\]2;ow'
until_true whole "${#names[@]}"
# As a tree, and another size in between.
keys t
sees '^.- /scrw'
until_true whole 0
tmux -L screen resize-window -t t -x 43 -y 17
sleep 1
tmux -L screen resize-window -t t -x 80 -y 24
until_true whole 0
keys t
until_true whole "${#names[@]}"
# The page of each.
keys Home
for _ in 0 "${!names[@]}"; do
  keys Enter
  sees '^ waits cpu'
  until_true whole 0
  keys Escape
  sees '^ NAME'
  keys Down
done
# A name that is typed, and a box with it.
go_to '漢字' '/scrw/漢字'
keys z
sees 'Enter: do it' 60
until_true whole 0
keys Escape
sleep 0.3
until_true whole "${#names[@]}"
keys q
sees 'left with 0'
[[ $(tmux -L screen display -t t -p '#{pane_title}') = "$title" ]]
[[ $(tmux -L screen display -t t -p '#{window_name}') != *owned* ]]
