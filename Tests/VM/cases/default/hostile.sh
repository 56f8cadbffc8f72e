#!/usr/bin/env bash
# Groups with names that a user may give and that hurt: what every command prints of them is text, one line a group, and
# machines' formats hold the name byte for byte; each can be named, and only the named one is written.
# deadline: 300
set -euxo pipefail
top=/sys/fs/cgroup/weir-hostile
# shellcheck source=Benchmarks/groups.sh
. /weir/guest/groups.sh
trap 'end_group "$top"' EXIT
mkdir "$top"
echo "+memory +pids" >/sys/fs/cgroup/cgroup.subtree_control
echo "+memory +pids" >"$top/cgroup.subtree_control"
# The names are control bytes, which a trace would print as they are: nothing that expands them is traced. What fails there
# is told by its line.
set +x
set -o errtrace
trap 'echo "line $LINENO failed; i is ${i:-unset}" >&2' ERR
# shellcheck disable=SC2016  # nothing is to be expanded
names=($'\e]0;owned\a\e[2Jclear' $'back\bspace\rreturn\ttab' $'not\xff\xfeutf8\xc3' $'c1\xc2\x9b31m' $'bidi\xe2\x80\xaeexe.txt'
  "quo\"te'\\back" '-rf' '--help' 'a b  c' '=cmd|calc' 'x,y;z' '{"json":1}' '$(touch owned)' '*' 'max' "$(printf 'n%.0s' {1..255})")
# As all that is printed has them, JSON too: each byte that does not show, or is no UTF-8, as \xHH. The others as they are.
printed=('\x1b]0;owned\x07\x1b[2Jclear' 'back\x08space\x0dreturn\x09tab' 'not\xff\xfeutf8\xc3' 'c1\xc2\x9b31m'
  'bidi\xe2\x80\xaeexe.txt' "${names[@]:5}")
paths=(/weir-hostile "${printed[@]/#//weir-hostile/}")
for i in "${!names[@]}"; do
  # Byte for byte: who undoes the \xHH has the name.
  ((i >= 5)) || [[ $(printf %b "${printed[i]}") = "${names[i]}" ]]
  mkdir "$top/${names[i]}"
  sleep 9999 &
  echo $! >"$top/${names[i]}/cgroup.procs"
done
disown -a

# Nothing of a name reaches the terminal as control, and all of it is UTF-8. A tab would move columns, too.
inert() { # FILE
  local code=0
  iconv -f UTF-8 -t UTF-8 "$1" >/dev/null || return 1
  # C0 but for the end of a line, DEL, C1, and what turns the direction of text. Only 1 says that there is none of it.
  LC_ALL=C grep -anP '[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]' "$1" >found.txt ||
    code=$?
  cat -v found.txt
  [[ $code -eq 1 ]]
}
# It finds what it looks for.
for bad in $'\e[31m' $'a\tb' $'a\rb' $'\x7f' $'\xc2\x9b' $'\xe2\x80\xae' $'\xe2\x81\xa6' $'a\xff'; do
  printf '%s\n' "$bad" >bad.txt
  if inert bad.txt; then exit 1; fi
done
for name in "${names[@]:0:3}"; do weir why "/weir-hostile/$name"; done >whys.txt
for name in "${names[@]}"; do weir get "/weir-hostile/$name" pids.current memory.max; done >get.txt
set -x
weir stat -d 200ms -n 1 /weir-hostile >stat.txt
weir stat -d 200ms -n 1 -o json /weir-hostile >stat.json
weir stat -d 200ms -n 1 -o ndjson /weir-hostile >stat.ndjson
# Its lines end as RFC 4180 has them.
weir stat -d 200ms -n 1 -o csv /weir-hostile | sed 's/\r$//' >stat.csv
weir stat -d 200ms -n 1 -w 'pids.current > 0' -s name >where.txt
weir tree /weir-hostile >tree.txt
weir tree --bare /weir-hostile >bare.txt
weir tree -o json /weir-hostile >tree.json
weir why >why.txt
weir get '/weir-hostile/**' pids.current >globs.txt
weir get '/weir-hostile/**' pids.current -o json >get.json
/weir/bin/weir-exporter --once >page.prom
for file in stat.txt stat.json stat.ndjson stat.csv where.txt tree.txt bare.txt tree.json why.txt whys.txt get.json; do
  [[ -s $file ]]
  inert "$file"
done

# A line each where a person reads.
once() { # FILE BEFORE BEHIND: each name is on one line, between the two
  local name
  for name in "${printed[@]}"; do [[ $(grep -cF -- "$2$name$3" "$1") -eq 1 ]]; done
}
count=${#names[@]}
once stat.txt /weir-hostile/ ' '
[[ $(grep -c '^/weir-hostile' stat.txt) -eq $((count + 1)) ]]
# The group above them is the sum of theirs, and no row of its own.
once where.txt /weir-hostile/ ' '
[[ $(grep -c '^/weir-hostile' where.txt) -eq $count ]]
once tree.txt ─ ' '
[[ $(grep -c ─ tree.txt) -eq $count ]]
diff <(printf '%s\n' /weir-hostile "${printed[@]}" | sort) <(sed -E 's/^(├|└)─//' bare.txt | sort)
for name in "${printed[@]:0:3}"; do grep -F -- "/weir-hostile/$name " whys.txt; done
# Whole lines, since the tabs between are the format's.
diff <(printf '%s\t1\n' "${paths[@]:1}" | sort) <(sort globs.txt)
diff <(for _ in "${names[@]}"; do printf '%s\t%s\n' memory.max max pids.current 1; done | sort) <(sort get.txt)

# Where a machine reads, the same names, and a mark at those that are not as they are.
for file in stat.json stat.ndjson tree.json; do
  jq -e '([.groups[].path] | sort) == ($ARGS.positional | sort)' $file --args "${paths[@]}"
  jq -e '([.groups[] | select(.path_escaped) | .path] | sort) == ($ARGS.positional | sort)' $file --args "${paths[@]:1:5}"
done
jq -e '([.[].group.path] | sort) == ($ARGS.positional | sort)' get.json --args "${paths[@]:1}"
python3 - stat.csv "${paths[@]}" <<'PYTHON'
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
assert len({len(row) for row in rows}) == 1, {len(row) for row in rows}
place = rows[0].index("path")
paths = sorted(row[place] for row in rows[1:])
assert paths == sorted(sys.argv[2:]), paths
PYTHON
# Prometheus takes all that is UTF-8 in a label: only what is not is escaped, and what ends the label.
iconv -f UTF-8 -t UTF-8 page.prom >/dev/null
[[ $(LC_ALL=C grep -ac '^cgroup_pids_current{cgroup="/weir-hostile["/]' page.prom) -eq $((count + 1)) ]]
set +x
for i in "${!names[@]}"; do
  label=${names[i]}
  [[ $i -ne 2 ]] || label=${printed[i]}
  label=${label//\\/\\\\}
  label=${label//\"/\\\"}
  [[ $(LC_ALL=C grep -acF -- "cgroup_pids_current{cgroup=\"/weir-hostile/$label\"," page.prom) -eq 1 ]]
done

# Only the named one is written: also where its name is a pattern, since a path that is there is taken as it is.
limit=100
only() { # NAME COMMAND...
  "${@:2}" pids.max=$limit >set.txt
  inert set.txt
  [[ $(<"$top/$1/pids.max") = "$limit" ]]
  [[ $(grep -lx "$limit" "$top"/*/pids.max | wc -l) -eq 1 ]]
  limit=$((limit + 1))
}
for i in "${!names[@]}"; do only "${names[i]}" weir set "/weir-hostile/${names[i]}"; done
# A bracket names the star alone.
only '*' weir set --yes '/weir-hostile/[*]'

# A name below a unit that the manager cannot be asked for: the unit itself is not meant.
unit=weirhostile.service
below=/system.slice/$unit/$'\xff'
trap 'systemctl stop "$unit"; end_group "$top"' EXIT
systemd-run --quiet --unit "$unit" -p Delegate=yes -p TasksMax=40 sleep 9999
# Not before it is one: systemd's own process, which it was, may not be moved.
until [[ $(cat "/proc/$(systemctl show -P MainPID "$unit")/comm") = sleep ]]; do sleep 0.2; done
mkdir "/sys/fs/cgroup$below"
cat "/sys/fs/cgroup/system.slice/$unit/cgroup.procs" >"/sys/fs/cgroup$below/cgroup.procs"
echo +pids >"/sys/fs/cgroup/system.slice/$unit/cgroup.subtree_control"
weir set "$below" pids.max=30
[[ $(<"/sys/fs/cgroup$below/pids.max") = 30 && $(<"/sys/fs/cgroup/system.slice/$unit/pids.max") = 40 ]]
weir set "$below" pids.max=max
[[ $(systemctl show -P TasksMax "$unit") = 40 ]]
weir freeze "$below"
[[ $(<"/sys/fs/cgroup$below/cgroup.freeze") = 1 && $(<"/sys/fs/cgroup/system.slice/$unit/cgroup.freeze") = 0 ]]
[[ $(systemctl show -P FreezerState "$unit") = running ]]
weir thaw "$below"

# What is wrong is said in one line, and the line is inert as well.
refuses() { # COMMAND...
  local code=0
  "$@" 2>error.txt >/dev/null || code=$?
  [[ $code -ne 0 && $(wc -l <error.txt) -eq 1 ]]
  inert error.txt
}
for i in {0..6}; do
  refuses weir get /weir-hostile "${names[i]}"
  refuses weir set "/weir-hostile/none/${names[i]}" pids.max=7
done
# A query is shown with a mark below what is wrong in it.
for i in {0..4}; do
  if weir stat -n 1 -w "name = \"${names[i]}" 2>error.txt; then exit 1; fi
  grep '\^' error.txt
  inert error.txt
done
[[ ! -e owned ]]
