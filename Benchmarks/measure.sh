#!/usr/bin/env bash
# measure.sh BIN TEXT: prints the rows of the table of results. BIN holds weir, weir-bench and the C programs, TEXT is a
# memory.stat. Needs nothing else, so that it runs in a guest without a compiler. Exit 1 where a limit is missed.
# ROUNDS=11: how often each pair is run. ONLY=tree: just the rows whose word it is (read, parse, get, tree, tree-copy, bare, sample,
# cgtop, growth, memory, why, exporter, frame, first, refresh, sent, keys, full-ring, ten-thousand; where systemd runs, also
# run and set, with at least 21 rounds). ONLY=screen: all rows of the screen, frame to full-ring, at most 3 rounds each.
set -euo pipefail
bin=$1 text=$2 rounds=${ROUNDS:-11} failed=0
PATH=$bin:$PATH
scratch=$(mktemp -d -p "$([[ -w /dev/shm ]] && echo /dev/shm || echo "${TMPDIR:-/tmp}")")
# shellcheck source=Benchmarks/groups.sh
. "$(dirname "$0")/groups.sh"
mount=$(cgroup2_mount)
top=$mount/weir-bench-$$
own=

unit=weir-bench-$$.service

clean_up() {
  if [[ -d /run/systemd/system ]]; then systemctl stop "$unit" 2>/dev/null || true; fi
  end_group "$top"
  end_group "$own"
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

wanted() { [[ -z ${ONLY:-} || ${ONLY:-} = "$1" || (${ONLY:-} = screen && ${2:-} = screen) ]]; }

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

# The same groups as ordinary files, with those of memory and pids, which this kernel's groups may lack, and no process.
copy_groups() {
  local directory
  mkdir "$1"
  echo 'cpu memory pids' >"$1/cgroup.controllers"
  # Some are only written.
  cp -r "$top" "$1" 2>/dev/null || true
  while IFS= read -r directory; do
    echo 4096000 >"$directory/memory.current"
    echo max >"$directory/memory.max"
    echo 3 >"$directory/pids.current"
    : >"$directory/cgroup.procs"
  done < <(find "$1/${top##*/}" -type d)
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
if wanted tree-copy; then
  copy_groups "$scratch/copy"
  weir tree --root "$scratch/copy" "$group" >"$scratch/ours"
  tree "$scratch/copy" "$group" | diff "$scratch/ours" - >&2 || exit 2
  row -l 1.2 -t "the same of a copy that has every file, in memory" \
    weir tree --root "$scratch/copy" "$group" -- tree "$scratch/copy" "$group"
  rm -rf "$scratch/copy"
fi
if wanted bare; then
  if command -v systemd-cgls >/dev/null; then
    row -l 1 -t "\`weir tree --bare\`, against \`systemd-cgls\`" \
      weir tree --bare "$group" -- systemd-cgls --no-pager --full "$group"
  else
    echo "measure.sh: no systemd-cgls here" >&2
  fi
fi
all=1000000 # a budget that holds every file
if wanted sample; then
  row -p -l 1.15 -t "a sample of 1 000 groups, every file kept, against C that keeps them" \
    weir-bench sample "$group" $all 20 -- sample kept "$mount" "$group" 20
  row -p -l 0.4 -t "the same, against C that opens, reads and closes" \
    weir-bench sample "$group" $all 20 -- sample naive "$mount" "$group" 20
  row -p -l 1 -t "with the default budget of 4 096, against C that opens, reads and closes" \
    weir-bench sample "$group" 4096 20 -- sample naive "$mount" "$group" 20
fi
if wanted cgtop; then
  if command -v systemd-cgtop >/dev/null; then
    row -l 0.1 -t "\`weir stat\`, 11 samples, against 11 of \`systemd-cgtop\`" \
      weir stat -d 100ms -n 10 "$group" -- systemd-cgtop -b -n 11 -d 100ms --depth=5 "$group"
  else
    echo "measure.sh: no systemd-cgtop here" >&2
  fi
fi

# The median of a number that a command prints first, over the rounds; fails where one of them does.
median_of() {
  for _ in $(seq "$rounds"); do "$@" | awk '{ print $1 }' || exit 2; done | sort -g | awk '{ a[NR] = $1 } END { print a[int((NR + 1) / 2)] }'
}

wall_milliseconds() { # COMMAND...
  # The point is a comma where the locale says so.
  local from=${EPOCHREALTIME//[^0-9]/}
  "$@" >/dev/null || exit 2
  echo $(((${EPOCHREALTIME//[^0-9]/} - from) / 1000))
}

# plain_row VALUE LIMIT TITLE OURS OTHER: a row of one ratio; LIMIT none: it is there to be compared.
plain_row() {
  local verdict=yes
  if [[ $2 = none ]]; then
    verdict=-
  elif ! awk -v value="$1" -v limit="$2" 'BEGIN { exit !(value <= limit) }'; then verdict="**no**" failed=1; fi
  printf '| %s | %s | %s | **%s** | %s | %s |\n' "$3" "$4" "$5" "$1" "$2" "$verdict"
}
# growth LIMIT TITLE COMMAND...: a group's part of a sample of 1 000 groups over that of 100; the command takes GROUP and ROUNDS.
growth() {
  local limit=$1 title=$2 few many
  shift 2
  few=$(median_of "$@" "$group/slice-0.slice" 100)
  many=$(median_of "$@" "$group" 20)
  # 100 groups with the one above them, and 1 001 with the slices.
  plain_row "$(awk -v few="$few" -v many="$many" 'BEGIN { printf "%.2f", (many / 1001) / (few / 100) }')" "$limit" "$title" \
    "$(awk -v many="$many" 'BEGIN { printf "%.2f µs", many / 1001 / 1e3 }')" \
    "$(awk -v few="$few" 'BEGIN { printf "%.2f µs", few / 100 / 1e3 }')"
}
ours() { weir-bench sample "$1" "$all" "$2"; }
theirs() { sample kept "$mount" "$1" "$2"; }
if wanted growth; then
  growth 1.10 "a group's part of a sample, 1 000 groups against 100" ours
  # What the kernel's own work and the processor's caches make of it.
  growth none "the same of C that keeps every file" theirs
fi
if wanted memory; then
  resident=$(median_of weir-bench resident "$group" $all)
  plain_row "$(awk -v kilobytes="$resident" 'BEGIN { printf "%.1f", kilobytes / 1e3 }')" 18.0 \
    "resident memory of a sampler of 1 000 groups, MB (15 and 3 kB a group)" "$resident kB" ""
  # What the kernel holds for it, kept descriptors above all, is there too.
  read -r own counted < <(memory_group "weir-bench-sampler-$$") || true
  if [[ -n $own ]]; then
    bytes=$(median_of in_group "$own" weir-bench resident "$group" $all "$own/$counted")
    end_group "$own"
    plain_row "$(awk -v bytes="$bytes" 'BEGIN { printf "%.1f", bytes / 1e6 }')" none \
      "$counted of its own group, MB" "$bytes" ""
  fi
fi
if wanted why; then
  # It looks for a second; asked of the whole machine, with these 1 000 groups on it.
  milliseconds=$(median_of wall_milliseconds weir why)
  [[ -n $milliseconds ]] || exit 2
  plain_row "$milliseconds" 1500 "\`weir why\` of the whole machine, ms of wall time" "" ""
fi
# The screen, on a terminal in memory of 120 columns and 50 rows: all groups, a second between its samples; and peers that
# show as much, a second between theirs, of a thousand processes.
millions() { awk -v number="$1" 'BEGIN { printf "%.2f", number / 1e6 }'; }
absent() { printf '| %s | | %s is not installed here | | %s | - |\n' "$1" "$2" "$3"; }
screen=(env -u XDG_CONFIG_HOME HOME="$scratch" weir top "$group")
short() { ((rounds <= 3)) && echo "$rounds" || echo 3; }

# more_processes: one in each group.
more_processes() {
  local outer inner
  [[ -z ${has_more:-} ]] || return 0
  has_more=1
  for outer in {0..9}; do
    for inner in {1..99}; do
      ((inner % 10)) || continue
      sleep 86400 &
      echo $! >"$top/slice-$outer.slice/service-$inner.service/cgroup.procs"
      disown
    done
  done
}

# refresh_row TITLE LIMIT COMMAND...
refresh_row() {
  local title="CPU of a refresh of the screen, against \`$1\`" limit=$2
  shift 2
  if ! command -v "$1" >/dev/null; then absent "$title" "$1" "$limit" && return; fi
  rounds=$(short) row -p -s :: -l "$limit" -t "$title" \
    terminal cpu -- "${screen[@]}" -d 1s :: terminal cpu -- env HOME="$scratch" "$@"
}

if wanted frame screen; then
  nanoseconds=$(median_of weir-bench frame 1000 200)
  plain_row "$(millions "$nanoseconds")" 4 "a frame of 1 000 rows on 120 columns, ms" "$(millions "$nanoseconds") ms" ""
fi
if wanted first screen; then
  nanoseconds=$(median_of terminal first -- "${screen[@]}")
  plain_row "$(millions "$nanoseconds")" 300 "from the start to the first figures of 1 000 groups, ms" "$(millions "$nanoseconds") ms" ""
fi
if wanted refresh screen; then
  more_processes
  refresh_row "systemd-cgtop -d 1" 0.1 systemd-cgtop -d 1 --depth=5 "$group"
  refresh_row "atop -G 1" 0.1 atop -G 1
  refresh_row "htop -d 10" 1 htop -d 10
fi
if wanted sent screen; then
  title="bytes of a refresh of the screen, against \`htop -d 10\`"
  more_processes
  if command -v htop >/dev/null; then
    ours=$(rounds=$(short) median_of terminal bytes -- "${screen[@]}" -d 1s)
    theirs=$(rounds=$(short) median_of terminal bytes -- env HOME="$scratch" htop -d 10)
    plain_row "$(awk -v ours="$ours" -v theirs="$theirs" 'BEGIN { printf "%.2f", ours / theirs }')" 0.34 "$title" "$ours" "$theirs"
  else
    absent "$title" htop 0.34
  fi
fi
if wanted keys screen; then
  more_processes
  read -r most _ typical greatest < <(terminal keys -- "${screen[@]}" -d 100ms)
  plain_row "$(millions "$most")" 30 "from a key to its answer while samples are taken ten times a second, ms: 95 of 100 keys" \
    "median $(millions "$typical") ms" "greatest $(millions "$greatest") ms"
fi
if wanted full-ring screen; then
  more_processes
  mkdir "$top/screen.scope"
  kilobytes=$(terminal memory -s 90 -g "$top/screen.scope" -- "${screen[@]}" -d 200ms | awk '{ print $1 }')
  plain_row "$(awk -v kilobytes="$kilobytes" 'BEGIN { printf "%.1f", kilobytes / 1024 }')" 64 \
    "user memory of the screen after as many samples as the ring holds, MB" "$kilobytes kB" ""
fi
if wanted exporter; then
  # A budget for each: all files kept, and the exporter's own.
  for budget in $all 4096; do
    read -r ratio user kernel lines _ < <(for _ in $(seq "$rounds"); do weir-bench page "$budget" 20; done | sort -g |
      awk '{ line[NR] = $0 } END { print line[int((NR + 1) / 2)] }')
    kept=$([[ $budget = "$all" ]] && echo "every file kept" || echo "4 096 files kept")
    plain_row "$ratio" 0.25 "the exporter's page ($lines lines, $kept): all but reading the files, against reading them" \
      "$(awk -v t="$user" 'BEGIN { printf "%.1f ms", t / 1e6 }')" "$(awk -v t="$kernel" 'BEGIN { printf "%.1f ms", t / 1e6 }')"
  done
  "$bin/exporter.sh" "$bin" "$rounds" >"$scratch/exporter"
  read -r ratio ours theirs < <(sed -n 1p "$scratch/exporter")
  if [[ $ratio = absent ]]; then
    echo "| processor time of a scraped series, against node_exporter's | | no node_exporter here | | 1.00 | |"
  else
    plain_row "$(printf %.2f "$ratio")" 1.00 "processor time of a scraped series, against node_exporter's" "$ours µs" "$theirs µs"
  fi
  read -r megabytes how < <(sed -n 2p "$scratch/exporter")
  plain_row "$megabytes" 64.0 "memory of the exporter after its scrapes, MB ($how)" "" ""
fi
if wanted ten-thousand; then
  for outer in {0..89}; do
    mkdir "$top/more-$outer.slice"
    [[ -z $(cat "$top/cgroup.subtree_control") ]] ||
      sed 's/[^ ]*/+&/g' "$top/cgroup.subtree_control" >"$top/more-$outer.slice/cgroup.subtree_control"
    (cd "$top/more-$outer.slice" && mkdir $(seq -f 'service-%g.service' 99))
  done
  row -p -l 1 -t "a sample of 10 000 groups with the default budget, against C that opens, reads and closes" \
    weir-bench sample "$group" 4096 3 -- sample naive "$mount" "$group" 3
fi
# What the service manager does most of: wall time, since its own work counts too.
managed() {
  # The manager's own work varies.
  if ((rounds < 21)); then rounds=21; fi
  systemd-run --quiet --property=DefaultDependencies=no --unit="$unit" sleep infinity
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
