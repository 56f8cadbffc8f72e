#!/usr/bin/env bash
# Groups with names that a user may give and that hurt: what every command prints of them is text, one line a group, and
# machines' formats hold the name byte for byte; each can be named, and only the named one is written.
# deadline: 300
set -euxo pipefail
top=/sys/fs/cgroup/weir-hostile
cleanup() {
  echo 1 >"$top/cgroup.kill" || true
  for _ in {1..100}; do
    find "$top" -depth -type d -exec rmdir {} + && break
    sleep 0.1
  done
} 2>/dev/null
trap cleanup EXIT
mkdir "$top"
echo "+memory +pids" >/sys/fs/cgroup/cgroup.subtree_control
echo "+memory +pids" >"$top/cgroup.subtree_control"
# shellcheck disable=SC2016  # nothing is to be expanded
names=($'\e]0;owned\a\e[2Jclear' $'back\bspace\rreturn\ttab' $'not\xff\xfeutf8\xc3' $'c1\xc2\x9b31m' $'bidi\xe2\x80\xaeexe.txt'
  "quo\"te'\\back" '-rf' '--help' 'a b  c' '=cmd|calc' 'x,y;z' '{"json":1}' '$(touch owned)' '*' 'max' "$(printf 'n%.0s' {1..255})")
for name in "${names[@]}"; do
  mkdir "$top/$name"
  sleep 9999 &
  echo $! >"$top/$name/cgroup.procs"
done
disown -a

# Nothing of a name reaches the terminal as control, and all of it is UTF-8. A tab would move columns, too.
inert() { # FILE
  iconv -f UTF-8 -t UTF-8 "$1" >/dev/null
  # C0 but for the end of a line, DEL, C1, and what turns the direction of text.
  if LC_ALL=C grep -qP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$1"; then
    LC_ALL=C grep -nP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$1" | cat -v
    return 1
  fi
}
count=$((${#names[@]} + 1))
weir stat -d 200ms -n 1 /weir-hostile >stat.txt
weir stat -d 200ms -n 1 -o json /weir-hostile >stat.json
weir stat -d 200ms -n 1 -o ndjson /weir-hostile >stat.ndjson
weir stat -d 200ms -n 1 -o csv /weir-hostile >stat.csv
weir stat -d 200ms -n 1 -w 'pids.current > 0' -s name >where.txt
weir tree /weir-hostile >tree.txt
weir tree --bare /weir-hostile >bare.txt
weir tree -o json /weir-hostile >tree.json
weir why >why.txt
for name in "${names[@]:0:6}"; do weir why "/weir-hostile/$name"; done >whys.txt
for name in "${names[@]}"; do weir get "/weir-hostile/$name" pids.current memory.max; done >get.txt
weir get '/weir-hostile/**' pids.current >globs.txt
weir get '/weir-hostile/**' pids.current -o json >get.json
/weir/bin/weir-exporter --once >page.prom
for file in stat.txt stat.json stat.ndjson stat.csv where.txt tree.txt bare.txt tree.json why.txt whys.txt get.txt globs.txt get.json page.prom; do
  [[ -s $file ]]
  inert "$file"
done
# A row each, and the names are whole where a machine reads them: as they are, bytes that are no UTF-8 escaped.
[[ $(grep -c '^/weir-hostile' stat.txt) -eq $count ]]
jq -e --argjson count "$count" '.groups | length == $count' stat.json
jq -es --argjson count "$count" '.[0].groups | length == $count' stat.ndjson
python3 - stat.csv "$count" <<'PYTHON'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
assert len({len(row) for row in rows}) == 1, {len(row) for row in rows}
paths = [row for row in rows if any("/weir-hostile" in cell for cell in row)]
assert len(paths) == int(sys.argv[2]), len(paths)
PYTHON
# shellcheck disable=SC2016
for name in "quo\"te'\\back" -rf 'a b  c' '=cmd|calc' 'x,y;z' '{"json":1}' '$(touch owned)' '*'; do
  jq -e --arg path "/weir-hostile/$name" 'any(.groups[]; .path == $path)' stat.json
  jq -e --arg path "/weir-hostile/$name" '[.. | objects | select(.path? == $path)] | length == 1' tree.json
done
promtool=$(command -v promtool || true)
[[ -z $promtool ]] || "$promtool" check metrics <page.prom
[[ ! -e owned ]]

# Only the named one is written: also where its name is a pattern.
limit=100
for name in "${names[@]}"; do
  # A star is a pattern unless its bytes are given.
  target=/weir-hostile/$name
  [[ $name != '*' ]] || target='/weir-hostile/[*]'
  yes=()
  [[ $name != '*' ]] || yes=(--yes)
  weir set "${yes[@]}" "$target" pids.max=$limit >set.txt
  inert set.txt
  [[ $(<"$top/$name/pids.max") = "$limit" ]]
  [[ $(grep -lx "$limit" "$top"/*/pids.max | wc -l) -eq 1 ]]
  limit=$((limit + 1))
done

# What is wrong is said in one line, and the line is inert as well.
refuses() { # COMMAND...
  local code=0
  "$@" 2>error.txt >/dev/null || code=$?
  [[ $code -ne 0 && $(wc -l <error.txt) -eq 1 ]]
  inert error.txt
}
for name in "${names[@]}"; do
  [[ $name = '*' || $name = --help ]] || refuses weir get /weir-hostile "$name"
  refuses weir get "/weir-hostile/none/$name" pids.current
  refuses weir set "/weir-hostile/none/$name" pids.max=7
done
# A query is shown with a mark below what is wrong in it.
for name in "${names[@]:0:5}"; do
  if weir stat -n 1 -w "name = \"$name" 2>error.txt; then exit 1; fi
  grep '\^' error.txt
  inert error.txt
done
