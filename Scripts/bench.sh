#!/usr/bin/env bash
# bench.sh: builds weir and its C counterparts, measures both in turn, and writes Benchmarks/RESULTS.md. Exit 1 where a
# limit is missed. Needs a cgroup2 mount that it may make groups in (root), and a machine that is otherwise idle.
# ROUNDS, ONLY: see Benchmarks/measure.sh; with ONLY nothing is written. BENCH_VM=1: also in a guest of Tests/VM, whose
# kernel has every controller.
set -euo pipefail
cd "$(dirname "$0")/.."
out=.build/bench
bin=$out/bin
fixture=Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz
results=Benchmarks/RESULTS.md

build() {
  mkdir -p "$bin"
  local product source
  Scripts/release.sh weir weir-bench weir-exporter
  for product in weir weir-bench weir-exporter; do cp ".build/release/$product.stripped" "$bin/$product"; done
  for source in Benchmarks/C/*.c; do
    cc -O2 -Wall -Wextra -Werror -o "$bin/$(basename "$source" .c)" "$source" -lutil
  done
  tar -xJf "$fixture" -O sys/fs/cgroup/system.slice/memory.stat >"$out/memory.stat"
  cp Benchmarks/measure.sh Benchmarks/groups.sh Benchmarks/exporter.sh "$bin/"
}

# The machine in words: nothing that names it.
machine() {
  local model memory
  model=$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1)
  memory=$(awk '/^MemTotal/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)
  echo "$(nproc) CPUs (${model:-$(uname -m)}), $memory GiB of memory, load $(cut -d ' ' -f 1 /proc/loadavg) at the start"
}

head_of_table() {
  cat <<'TABLE'
| what | weir | the other | min / **median** / max | limit | within |
|---|---|---|---|---|---|
TABLE
}

# measure WHERE COMMAND...: a section; the command prints the rows.
section() {
  local title=$1 code=0
  shift
  printf '\n## %s\n\n' "$title"
  head_of_table
  "$@" || code=$?
  [[ $code -le 1 ]] || exit "$code"
  if [[ $code -eq 1 ]]; then touch "$out/missed"; fi
}

report() {
  cat <<HEAD
# Benchmarks

Written by \`make bench\` on $(date -u +%Y-%m-%d). Each row pairs weir with a program that does the same work, both run in
turn, ${ROUNDS:-11} rounds. A figure is a median (lowest–highest) of processor time, which what else runs on the machine
disturbs little; of whole processes the wall time stands beside it. What counts is the ratio (or, for \`get\`, the
difference) round by round; for \`run\` and \`set\`, which wait for the service manager, that of the wall times, 21 rounds. The C programs are in \`Benchmarks/C\`.

weir is the release build with the Swift runtime inside, stripped: $(size_of "$bin/weir") MB.
HEAD
  section "Linux $(uname -r | cut -d - -f 1): $(machine)" "$bin/measure.sh" "$bin" "$out/memory.stat"
  if [[ ! -d /run/systemd/system && ${ONLY:-run} = run ]]; then in_manager; fi
  if [[ -n ${BENCH_VM:-} ]]; then in_vm; fi
}

size_of() { stat -c %s "$1" | awk '{ printf "%.1f", $1 / 1e6 }'; }

# What asks a service manager, on a machine that runs none.
in_manager() {
  if ! Benchmarks/manager.sh true; then return; fi
  section "The same machine, beside a service manager of its own and 1 000 groups" \
    env ROUNDS="${ROUNDS:-11}" ONLY=run Benchmarks/manager.sh "$PWD/$bin/measure.sh" "$PWD/$bin" "$PWD/$out/memory.stat"
}

# The same in a guest under emulation, where times are long but both sides pay alike.
in_vm() {
  local dir=$out/vm release code=0
  Scripts/requirements.sh vm
  Tests/VM/boot.sh start default "$dir"
  # shellcheck disable=SC2064
  trap "Tests/VM/boot.sh stop '$dir'" EXIT
  tar -C "$out" -c bin memory.stat | ssh -F "$dir/ssh_config" root 'tar -C /root -x'
  release=$(ssh -F "$dir/ssh_config" root uname -r)
  section "Linux ${release%%-*}, all controllers, in a guest under emulation" \
    ssh -F "$dir/ssh_config" root "ROUNDS=${ROUNDS:-11} ONLY=${ONLY:-} bin/measure.sh /root/bin /root/memory.stat" </dev/null
}

build >&2
rm -f "$out/missed"
report | tee "$out/RESULTS.md"
if [[ -z ${ONLY:-} ]]; then cp "$out/RESULTS.md" "$results"; fi
[[ ! -e $out/missed ]]
