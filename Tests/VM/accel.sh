#!/usr/bin/env bash
# accel.sh IMAGE: prints kvm or tcg. WEIR_VM_ACCEL=tcg|kvm decides; otherwise a probe does, once per image and host
# boot: a /dev/kvm that opens can still hang or stop in an ordinary kernel, so it must reach user space within 10 s.
set -euo pipefail
image=$1
case ${WEIR_VM_ACCEL:-} in
  tcg | kvm) echo "$WEIR_VM_ACCEL" && exit ;;
  '') ;;
  *) echo "accel.sh: WEIR_VM_ACCEL=$WEIR_VM_ACCEL is not known; write tcg or kvm" >&2 && exit 64 ;;
esac
if [[ ! -r /dev/kvm || ! -w /dev/kvm ]]; then
  echo tcg && exit
fi
answer=$image/accel.$(cat /proc/sys/kernel/random/boot_id)
if [[ ! -s $answer ]]; then
  # With no disk the initrd says this word and then waits for a root that never comes.
  serial=$(mktemp)
  timeout 10 qemu-system-x86_64 -accel kvm -cpu host -m 512M -kernel "$image/vmlinuz" -initrd "$image/initrd" \
    -append 'root=/dev/vda console=ttyS0 panic=-1' -no-reboot -display none -monitor none -serial stdio \
    </dev/null 2>/dev/null >"$serial" &
  word=tcg
  # Where QEMU aborts, the shell would say so.
  {
    while kill -0 $!; do
      grep -q 'Loading, please wait' "$serial" && word=kvm && break
      sleep 0.2
    done
    kill $! || true
    wait $! || true
  } 2>/dev/null
  rm -f "$serial"
  echo "$word" >"$answer.$$" && mv "$answer.$$" "$answer"
  echo "vm: probed /dev/kvm: guests run with $word" >&2
fi
cat "$answer"
