#!/usr/bin/env bash
# vm.sh up BOOT | shell BOOT | test BOOT [PATTERN] | down: one guest that is left running, for quick rounds.
set -euo pipefail
cd "$(dirname "$0")/.."
dir=.build/vm/up
verb=${1:-} boot=${2:-default} pattern=${3:-}

running() { Tests/VM/boot.sh alive $dir && [[ $(cat $dir/boot 2>/dev/null) = "${KERNEL:-13} $boot" ]]; }

up() {
  Scripts/requirements.sh vm
  if running; then return; fi
  WEIR_VM_DEADLINE=43200 Tests/VM/boot.sh start "$boot" $dir
  echo "${KERNEL:-13} $boot" >$dir/boot
}

case $verb in
  up)
    up
    echo "Root:           ssh -F $dir/ssh_config root"
    echo "Ordinary user:  ssh -F $dir/ssh_config alice"
    echo "Tests in it:    make vm-test BOOT=$boot ONLY=part-of-a-case's-name        End: make vm-down"
    ;;
  shell) up && exec ssh -F $dir/ssh_config root ;;
  test)
    Scripts/requirements.sh build vm
    swift build --build-tests
    if running; then export WEIR_VM_USE=$PWD/$dir; fi
    exec Tests/VM/run.sh "$boot" "$pattern"
    ;;
  down) exec Tests/VM/boot.sh stop $dir ;;
  *) echo "usage: vm.sh up|shell|test|down [BOOT]" >&2 && exit 64 ;;
esac
