#!/usr/bin/env bash
# vm-run-test.sh: what Tests/VM/run.sh says of a guest: of cases that pass, fail, are past their deadline or bring the
# kernel down, and of a guest that hangs. The guest is a stub of ssh that runs things here.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
# shellcheck source=Tests/Scripts/expect.sh
. "$here/expect.sh"

tree=$work/tree
vm=$tree/Tests/VM
guest=$work/guest
mkdir -p "$vm" "$work/bin"
cp "$top/Tests/VM/run.sh" "$vm"

# ssh -F CONFIG USER COMMAND: mounting and the journal are of no account here; a case runs where this test is.
cat >"$work/bin/ssh" <<STUB
#!$BASH
case \$4 in
  *umount*) echo 6.12.0-stub ;;
  *journalctl*) echo journal ;;
  *) exec "$BASH" -c "\${4//\/weir\//$work/weir/}" ;;
esac
STUB
cat >"$vm/boot.sh" <<STUB
#!$BASH
case \$1 in
  start) mkdir -p "\$3" && cp -r "$guest/." "\$3" && echo boot >>"$work/boots" ;;
  alive) [[ ! -e $work/died ]] ;;
  stop) rm -f "$work/died" ;;
esac
STUB
printf '#!%s\n' "$BASH" >"$vm/payload.sh"
chmod +x "$work/bin/ssh" "$vm/boot.sh" "$vm/payload.sh"

# A guest with these cases: NAME BODY, as in cases/all.
a_guest() { # CASE_NAME NAME BODY [NAME BODY...]
  case_name=$1
  shift
  rm -rf "$guest" "$vm/cases" "$tree/.build" "$work/weir" "$work/boots"
  mkdir -p "$guest" "$vm/cases/all" "$work/weir/guest"
  echo 'Host root alice' >"$guest/ssh_config"
  touch "$guest/serial.log" "$work/weir/guest/environment.sh"
  echo 1 >"$guest/slowness"
  ln -s "$vm/cases" "$work/weir/cases"
  while (($#)); do
    printf '#!%s\n%s\n' "$BASH" "$2" >"$vm/cases/all/$1"
    chmod +x "$vm/cases/all/$1"
    shift 2
  done
}

# Without the seconds, which are as they come.
running() { # CODE [VARIABLE=VALUE...]
  local code=$1
  shift
  # Nothing of what whoever runs this has set.
  ran "$code" env -u WEIR_VM_USE -u WEIR_VM_NAME -u WEIR_VM_AGAIN -u WEIR_VM_DEADLINE -u WEIR_VM_GRACE \
    KERNEL=13 PATH="$work/bin:$PATH" WEIR_VM_PARTS=all "$@" "$vm/run.sh" default
  output=$(sed -E 's/\([0-9]+ s\)/(N s)/' <<<"$output")
}
end='logs in .build/vm/default'

a_guest "all pass" one.sh true two.user.sh 'exit 0'
running 0
says "vm default: ok    cases/all/one.sh (N s)
vm default: ok    cases/all/two.user.sh (N s)
vm default: Linux 6.12.0-stub: 2 passed, 0 failed; $end"

a_guest "one fails" one.sh $'echo "an escape: \033[31m"\nexit 3' two.sh true
running 1
says "vm default: FAIL  cases/all/one.sh: exit 3 (N s)
vm default:   | an escape: [31m
vm default: ok    cases/all/two.sh (N s)
vm default: Linux 6.12.0-stub: 1 passed, 1 failed; $end"
holds "the journal is kept" "$(cat "$tree/.build/vm/default/journal.log")" journal

a_guest "no case at all" one.sh true
chmod -x "$vm/cases/all/one.sh"
running 1
says "vm default: Linux 6.12.0-stub: 0 passed, 0 failed; $end"

a_guest "a case past its deadline" one.sh $'# deadline: 1\nsleep 60' two.sh true
running 1
says "vm default: FAIL  cases/all/one.sh: ended by its deadline (N s)
vm default: ok    cases/all/two.sh (N s)
vm default: Linux 6.12.0-stub: 1 passed, 1 failed; $end"

# Nothing in the guest ends anything: whoever waits for it outside does.
a_guest "a guest that hangs" one.sh $'# deadline: 1\nsleep 60'
cp "$work/bin/ssh" "$work/ssh"
sed -i 's/^  \*) exec.*/  *) exec sleep 60 ;;/' "$work/bin/ssh"
began=$SECONDS
running 1 WEIR_VM_GRACE=1
holds "ended soon" "$((SECONDS - began < 30))" 1
says "vm default: FAIL  cases/all/one.sh: ended by its deadline (N s)
vm default: Linux 6.12.0-stub: 0 passed, 1 failed; $end"
mv "$work/ssh" "$work/bin/ssh"

# A kernel that dies once: all of it anew, in another guest.
a_guest "a guest that dies" one.sh "[[ -e $work/second ]] || { touch $work/second $work/died; exit 255; }"
echo 'Kernel panic - not syncing' >"$guest/serial.log"
rm -f "$work/second"
running 1
holds "booted twice" "$(wc -l <"$work/boots")" 2
holds "said so" "$(grep -c 'all of it once more, in a guest started anew' <<<"$output")" 1
holds "the words of the first are kept" "$(cat "$tree/.build/vm/default/serial.died.log")" 'Kernel panic - not syncing'
# This stub's serial line still complains, which no passed case makes good.
holds "a complaint is a failure" "$(grep -c 'FAIL  the kernel complained' <<<"$output")" 1

case_name="a part that is not there"
running 64 WEIR_VM_PARTS=nothing
holds "names those there are" "$(grep -c 'no part named nothing; there are: suites all' <<<"$output")" 1

finish
