#!/usr/bin/env bash
# run.sh BOOT [PATTERN]: boots a guest and runs inside it, as root and as the ordinary user alice, the test bundle's
# real-kernel suites, then each case of cases/all and cases/BOOT (with PATTERN: only cases whose path holds it, and no
# bundle). Prints a line each; logs in .build/vm/BOOT. Exit 0 only if all of them passed.
# KERNEL: see image.sh. WEIR_VM_USE=DIR: a guest that runs already (make vm-up). WEIR_VM_FILTER: which suites.
# WEIR_VM_SECONDS: how long a case that goes on for a while does so (WEIR_SECONDS in it).
# WEIR_VM_PARTS: which of these ("suites all BOOT"; each but the first a directory of cases).
# WEIR_VM_NAME: the run's name, and its logs' (BOOT). WEIR_VM_GRACE: how many seconds after a case's deadline a guest that
# did not end it is taken for hung (30).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
boot=${1:?usage: run.sh BOOT [PATTERN]}
pattern=${2:-}
kernel=${KERNEL:-13}
name=${WEIR_VM_NAME:-$boot}
read -ra parts <<<"${WEIR_VM_PARTS:-suites all $boot}"
logs=$repository/.build/vm/$name
[[ $kernel = 13 ]] || logs=$repository/.build/vm/$kernel-$name
guest=${WEIR_VM_USE:-$logs}
passed=0 failed=0

say() { echo "vm $name: $*"; }

# in_guest USER SECONDS COMMAND: the guest ends it at the deadline; if the guest itself hangs, the host does.
in_guest() {
  local user=$1 command=$3 seconds
  seconds=$(($2 * $(cat "$guest/slowness")))
  # In this process group: else who ends the run would wait for the case.
  timeout --foreground -k 5 $((seconds + ${WEIR_VM_GRACE:-30})) ssh -F "$guest/ssh_config" "$user" \
    "WEIR_VM_BOOT='$boot' WEIR_VM_KERNEL='$kernel' WEIR_SECONDS='${WEIR_VM_SECONDS:-}' timeout -k 5 $seconds bash -c '. /weir/guest/environment.sh; $command'" \
    </dev/null
}

verdict() { # NAME CODE SECONDS LOG
  if [[ $2 -eq 0 ]]; then
    passed=$((passed + 1))
    say "ok    $1 ($3 s)"
  else
    failed=$((failed + 1))
    case $2 in 124 | 137) say "FAIL  $1: ended by its deadline ($3 s)" ;; *) say "FAIL  $1: exit $2 ($3 s)" ;; esac
    # Of a test run the failures, of anything else the end; without control bytes, which names of groups may hold.
    { grep -a -A 3 '✘' "$4" || tail -n 40 "$4"; } | LC_ALL=C tr -d '\000-\010\013-\037\177' |
      LC_ALL=C sed -n "s/\xc2[\x80-\x9f]//g; 1,80s/^/vm $name:   | /p"
  fi
}

# One suite after the other: they change the machine (a manager that executes itself anew breaks others' connections).
# Not those that kill the bus: no manager of that boot is whole again. cases/default/zz-bus-death runs them, last.
bundle() { # USER
  local began=$SECONDS code=0 log=$logs/tests.$1.log
  in_guest "$1" "${WEIR_VM_TESTS_DEADLINE:-900}" \
    "exec env LD_LIBRARY_PATH=/weir/bin /weir/bin/tests.xctest --testing-library swift-testing --no-parallel --filter $(printf %q "${WEIR_VM_FILTER:-RealKernel}") --skip RealKernelBusDeath" \
    >"$log" 2>&1 || code=$?
  # A run of no test at all is not a pass.
  if [[ $code -eq 0 ]] && ! grep -qE 'Test run with [1-9][0-9]* test' "$log"; then code=69; fi
  grep -E 'Test run with' "$log" | sed "s/^/vm $name: $1: /" || true
  verdict "tests as $1" "$code" $((SECONDS - began)) "$log"
}

a_case() { # PATH below cases/
  local user=root began=$SECONDS code=0 log seconds
  [[ $1 = *.user.sh ]] && user=alice
  log=$logs/$(basename "$(dirname "$1")").$(basename "$1" .sh).log
  seconds=$(sed -n 's/^# deadline: *\([0-9]*\).*/\1/p' "$here/cases/$1" | head -n 1)
  in_guest "$user" "${seconds:-120}" "exec /weir/cases/$1" >"$log" 2>&1 || code=$?
  verdict "cases/$1" "$code" $((SECONDS - began)) "$log"
}

# A guest whose kernel has died, which under emulation happens, tells nothing of what runs in it: the trace is shown, and
# the whole run is made once more, not only what was left. A second death is a failure.
alive_or_again() {
  "$here/boot.sh" alive "$guest" && return
  if ((SECONDS - booted >= ${WEIR_VM_DEADLINE:-3600} - 5)); then
    say "FAIL  the guest's deadline of ${WEIR_VM_DEADLINE:-3600} s (WEIR_VM_DEADLINE) is over"
    exit 1
  fi
  say "the guest died; its last words (${logs#"$repository/"}/serial.died.log):"
  cp "$guest/serial.log" "$logs/serial.died.log" || true
  { grep -m 1 -A 40 -E 'Kernel panic|BUG:|Oops|general protection' "$logs/serial.died.log" ||
    tail -n 20 "$logs/serial.died.log" || true; } | sed "s/^/vm $name:   | /"
  if [[ -n ${WEIR_VM_USE:-}${WEIR_VM_AGAIN:-} ]]; then say "FAIL  the guest died" && exit 1; fi
  say "all of it once more, in a guest started anew"
  trap - EXIT
  "$here/boot.sh" stop "$logs"
  exec 8>&-
  WEIR_VM_AGAIN=1 exec "$here/run.sh" "$boot" "$pattern"
}

finish() {
  local code=$?
  if [[ $code -ne 0 && -s $guest/ssh_config ]]; then
    timeout 60 ssh -F "$guest/ssh_config" root journalctl -b --no-pager -o short-monotonic >"$logs/journal.log" 2>&1 || true
  fi
  if [[ -z ${WEIR_VM_USE:-} ]]; then "$here/boot.sh" stop "$logs"; fi
}

mkdir -p "$logs"
exec 8>"$logs/lock"
flock --nonblock 8 || { say "another run of this boot is under way in this clone" && exit 1; }
find "$logs" -maxdepth 1 -name '*.log' ! -name "${WEIR_VM_AGAIN:+serial.died.log}" -delete
trap finish EXIT
booted=$SECONDS
trap 'exit 143' TERM
trap 'exit 130' INT
if [[ -z ${WEIR_VM_USE:-} ]]; then "$here/boot.sh" start "$boot" "$logs" 8>&-; fi

"$here/payload.sh" "$guest/payload.img"
timeout 60 ssh -F "$guest/ssh_config" root \
  'umount /weir 2>/dev/null; blockdev --flushbufs /dev/vdb && mount -o ro /dev/vdb /weir && uname -r' \
  </dev/null >"$logs/kernel" || { say "FAIL  the payload could not be mounted" && exit 1; }

shopt -s nullglob
cd "$here/cases"
for part in "${parts[@]}"; do
  if [[ $part = suites ]]; then
    [[ -z $pattern ]] || continue
    for user in root alice; do
      bundle "$user"
      alive_or_again
    done
    continue
  fi
  # A boot need have no cases of its own.
  [[ -d $part || $part = "$boot" ]] || { say "no part named $part; there are: suites $(echo *)" && exit 64; }
  for path in "$part"/*.sh; do
    [[ -x $path && $path = *"$pattern"* ]] || continue
    a_case "$path"
    alive_or_again
  done
done

if grep -qE 'Kernel panic|BUG:|Oops:' "$guest/serial.log"; then
  failed=$((failed + 1))
  say "FAIL  the kernel complained; see $guest/serial.log"
fi
say "Linux $(cat "$logs/kernel"): $passed passed, $failed failed; logs in ${logs#"$repository/"}"
[[ $failed -eq 0 && $passed -gt 0 ]]
