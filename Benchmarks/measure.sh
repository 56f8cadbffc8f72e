#!/usr/bin/env bash
# measure.sh BIN TEXT: prints the rows of the table of results. BIN holds weir, weir-bench and the C programs, TEXT is a
# memory.stat. Needs nothing else, so that it runs in a guest without a compiler. Exit 1 where a limit is missed.
# ROUNDS=11: how often each pair is run. ONLY=tree: just the rows whose word it is (read, parse, get, tree, bare; where
# systemd runs, also run, set and dry, with at least 21 rounds).
set -euo pipefail
bin=$1 text=$2 rounds=${ROUNDS:-11} failed=0
PATH=$bin:$PATH
scratch=$(mktemp -d)
mount=$(awk '$0 ~ / - cgroup2 / { print $5; exit }' /proc/self/mountinfo)
top=$mount/weir-bench-$$

unit=weir-bench-$$.service

clean_up() {
  if [[ -d /run/systemd/system ]]; then systemctl stop "$unit" 2>/dev/null || true; fi
  if [[ -d $top ]]; then
    echo 1 >"$top/cgroup.kill" 2>/dev/null || true
    # A group can be removed once its last process is reaped.
    for _ in {1..50}; do
      find "$top" -depth -type d -exec rmdir {} + 2>/dev/null && break
      sleep 0.1
    done
  fi
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

wanted() { [[ -z ${ONLY:-} || ${ONLY:-} = "$1" ]]; }

# A thousand groups, ten with 99 below each; one in ten holds a process.
make_groups() {
  local outer inner controllers
  mkdir "$top"
  controllers=$(sed 's/[^ ]*/+&/g' "$mount/cgroup.subtree_control")
  [[ -z $controllers ]] || echo "$controllers" >"$top/cgroup.subtree_control"
  for outer in {0..9}; do
    mkdir "$top/slice-$outer.slice"
    [[ -z $controllers ]] || echo "$controllers" >"$top/slice-$outer.slice/cgroup.subtree_control"
    for inner in {1..99}; do
      mkdir "$top/slice-$outer.slice/service-$inner.service"
      if ((inner % 10 == 0)); then
        sleep 86400 &
        echo $! >"$top/slice-$outer.slice/service-$inner.service/cgroup.procs"
        disown
      fi
    done
  done
}

row() { pair -n "$rounds" "$@" || { (($? == 1)) && failed=1 || exit 2; }; }

# The file of one number that this kernel has; on some mounts only the core's own.
number_file() {
  local file
  for file in memory.current pids.current cgroup.freeze; do
    if [[ -e $top/slice-0.slice/$file ]]; then echo "$file" && return; fi
  done
}

make_groups
group=${top#"$mount"}
if wanted read; then
  file=$(number_file)
  row -p -l 1.1 -t "kept read of $file, against C" \
    weir-bench read "$group/slice-0.slice" "$file" 300000 -- read "$top/slice-0.slice/$file" 300000
fi
if wanted parse; then
  weir-bench keys >"$scratch/keys"
  row -p -l 1.2 -t "memory.stat into slots, against C" \
    weir-bench parse "$text" 100000 -- parse "$text" "$scratch/keys" 100000
fi
if wanted get; then
  row -d -k 10 -l 5 -t "\`weir get\` of one file, against \`cat\`" \
    weir get "$group" cgroup.events -- cat "$top/cgroup.events"
fi
if wanted tree; then
  mark=()
  if weir tree -L 0 -o json "$group" | grep -q '"at_least":true'; then mark=(+); fi
  weir tree "$group" >"$scratch/ours"
  tree "$mount" "$group" "${mark[@]}" >"$scratch/theirs"
  # The C program must do the same work; CPU times and pressure may move between the two.
  if ! diff <(tr -d '0-9.' <"$scratch/ours") <(tr -d '0-9.' <"$scratch/theirs") >&2; then exit 2; fi
  row -l 1.2 -t "\`weir tree\` of 1 000 groups, against C" weir tree "$group" -- tree "$mount" "$group" "${mark[@]}"
fi
if wanted bare; then
  if command -v systemd-cgls >/dev/null; then
    row -l 1 -t "\`weir tree --bare\`, against \`systemd-cgls\`" \
      weir tree --bare "$group" -- systemd-cgls --no-pager --full "$group"
  else
    echo "measure.sh: no systemd-cgls here" >&2
  fi
fi
# What the service manager does most of: wall time, since its own work counts too.
managed() {
  # The manager's own work varies.
  if ((rounds < 21)); then rounds=21; fi
  systemd-run --quiet --unit="$unit" sleep infinity
  if wanted run; then
    row -w -s :: -l 1.1 -t "\`weir run -- true\`, against \`systemd-run --scope true\`" \
      weir run -- true :: systemd-run --quiet --scope true
  fi
  if wanted set; then
    # Each sets another value than the other, or weir would find nothing to do.
    row -w -o -l 1.5 -t "\`weir set\` through the manager, against \`systemctl set-property --runtime\`" \
      weir set "$unit" pids.max=201 -- systemctl set-property --runtime "$unit" TasksMax=202
  fi
}
if [[ -d /run/systemd/system ]]; then managed; fi
[[ $failed -eq 0 ]]
