#!/usr/bin/env bash
# deadline: 360
# `weir why` against real limits: whose quota throttles and what helps, which memory.max is met, at which io.max a writer
# waits, who takes the CPUs, what is frozen, and how a service that does not run or was restarted ended.
set -euxo pipefail
units=(why-spin why-inner why-hog why-write why-dead why-eaten why-again why-crowd)
cleanup() {
  systemctl thaw why-spin.service || true
  systemctl stop "${units[@]/%/.service}" why.slice || true
  systemctl reset-failed 'why-*' || true
  rm -f /var/tmp/why /run/why-again
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
# Killed by its own limit; and one that is started again, twice, and goes on.
eat='head -c 64M /dev/zero | tail -c 64M >/dev/null'
systemd-run --quiet --unit why-eaten -p MemoryMax=16M -p MemorySwapMax=0 bash -c "$eat"
rm -f /run/why-again
# shellcheck disable=SC2016  # for the service's shell
systemd-run --quiet --unit why-again -p Restart=on-failure -p RestartSec=100ms \
  sh -c 'echo >>/run/why-again; [ $(wc -l </run/why-again) -gt 2 ] || exit 3; exec sleep 1000'
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

# The host's pressure comes of quotas alone so far: that is no want of CPUs, and is told apart in JSON too.
if [[ $WEIR_VM_BOOT != psi=0 ]]; then
  weir stat -d 2s -n 1 -o json | jq -e '.host.cpu_pressure_cause | IN("throttling", "both")'
fi

# The line that would help is one that runs, and helps.
weir why -d 2s why-spin.service >why.txt
line=$(sed -n 's/^ *try: \(weir set why-spin.service cpu.max=[^ ]*\).*/\1/p' why.txt)
[[ -n $line ]]
eval "$line"
weir why -d 2s why-spin.service >why.txt
if grep -qF "why-spin.service is held by its own cpu.max 0.2:" why.txt; then cat why.txt && exit 1; fi
systemctl set-property --runtime why-spin.service CPUQuota=20%

# With more runnable than there are CPUs, and no quota on it, it is the others that take the time.
systemctl stop why-inner.service
spin='while :; do :; done'
systemd-run --quiet --unit why-crowd sh -c "for n in 1 2 3 4; do $spin & done; wait"
systemd-run --quiet --unit why-inner sh -c "$spin"
sleep 12
if [[ $WEIR_VM_BOOT != psi=0 ]]; then says why-inner.service 'by no quota: others use them; why-crowd.service takes'; fi
systemctl stop why-crowd.service why-inner.service

# systemd may hear of the process's end before it hears of the kill: the kernel's log has it.
systemctl show -p Result why-eaten.service
says why-eaten.service "why-eaten.service does not run (failed): "
grep -F 'the OOM killer' why.txt
weir why -d 200ms why-eaten.service -o json | jq -e '.end.oom_killed'
weir why -d 200ms why-dead.service -o json | jq -e '.end.oom_killed | not'
says why-again.service 'restarted 2 times'

systemctl freeze why-spin.service
says why-spin.service 'is frozen: nothing in it runs'
