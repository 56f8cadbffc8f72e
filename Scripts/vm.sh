#!/usr/bin/env bash
# vm.sh up BOOT | shell BOOT | demo BOOT | test BOOT [PATTERN] | down: one guest that is left running, for quick rounds.
# demo: containers, services and a user under load in it, and the screen of weir over all that.
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
  demo)
    Scripts/requirements.sh build vm
    Scripts/release.sh weir
    up
    WEIR_BINARY=$PWD/.build/release/weir WEIR_PAYLOAD=demo Tests/VM/payload.sh $dir/payload.img
    ssh -F $dir/ssh_config root \
      'umount /weir 2>/dev/null; blockdev --flushbufs /dev/vdb && mount -o ro /dev/vdb /weir && /weir/guest/demo.sh' </dev/null
    echo "q leaves the screen; make vm-down ends the guest."
    # The guest may not know this machine's kind of terminal.
    exec ssh -t -F $dir/ssh_config root 'infocmp >/dev/null 2>&1 || TERM=xterm-256color; LANG=C.UTF-8 exec /weir/bin/weir'
    ;;
  test)
    Scripts/requirements.sh build vm
    swift build --build-tests
    if running; then export WEIR_VM_USE=$PWD/$dir; fi
    exec Tests/VM/run.sh "$boot" "$pattern"
    ;;
  down) exec Tests/VM/boot.sh stop $dir ;;
  *) echo "usage: vm.sh up|shell|demo|test|down [BOOT]" >&2 && exit 64 ;;
esac
