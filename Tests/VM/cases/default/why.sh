#!/usr/bin/env bash
# deadline: 240
# `weir why` against real limits: whose quota throttles, which memory.max is met, at which io.max a writer waits, what is
# frozen, and how a service that does not run ended.
set -euxo pipefail
units=(why-spin why-inner why-hog why-write why-dead)
cleanup() {
  systemctl thaw why-spin.service || true
  systemctl stop "${units[@]/%/.service}" why.slice || true
  systemctl reset-failed 'why-*' || true
  rm -f /var/tmp/why
} 2>/dev/null
trap cleanup EXIT
systemd-run --quiet --unit why-spin -p CPUQuota=20% sh -c 'while :; do :; done'
systemd-run --quiet --unit why-inner --slice why.slice sh -c 'while :; do :; done'
systemctl set-property --runtime why.slice CPUQuota=20%
# tail holds what nobody reads.
systemd-run --quiet --unit why-hog -p MemoryMax=64M -p MemorySwapMax=0 \
  sh -c 'head -c 57M /dev/zero | tail -c 57M | sleep 1000'
systemd-run --quiet --unit why-write -p 'IOWriteBandwidthMax=/dev/vda 1M' \
  dd if=/dev/zero of=/var/tmp/why bs=64k oflag=direct
systemd-run --quiet --unit why-dead sh -c 'exit 3'
sleep 3

says() { # UNIT TEXT
  weir why -d 2s "$1" >why.txt
  grep -qF "$2" why.txt || { cat why.txt && return 1; }
}
says why-spin.service 'why-spin.service is held by its own cpu.max 0.2: throttled '
says why-spin.service 'try: weir set why-spin.service cpu.max='
says why-inner.service "is held by /why.slice's cpu.max 0.2: throttled "
says why-hog.service 'why-hog.service is at its own memory.max 64M: '
if [[ $WEIR_VM_BOOT != psi=0 ]]; then says why-write.service 'why-write.service waits at its own io.max '; fi
says why-dead.service 'why-dead.service does not run (failed): its main process ended with status 3'
says why-dead 'why-dead.service does not run (failed): its main process ended with status 3'
says why-spin.service '  started or restarted '

# Without a target: the machine first, in 20 lines.
weir why -d 2s >all.txt
head -n 1 all.txt | grep -q '^host: '
grep -qF 'why-spin.service is held by its own cpu.max' all.txt
[[ $(wc -l <all.txt) -le 20 ]]
weir why -d 1s -o json | jq -e '.schema == "weir.why/1" and any(.groups[].causes[]; .limit.file == "cpu.max")'

systemctl freeze why-spin.service
says why-spin.service 'is frozen: nothing in it runs'
