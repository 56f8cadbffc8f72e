#!/usr/bin/env bash
# boot.sh start BOOT DIR: boots the image with the command line of boots.d/BOOT and waits until it is ready.
# boot.sh stop DIR: ends it.   boot.sh alive DIR: exit 0 if it runs.
# DIR then holds ssh_config (hosts: root, alice), serial.log, payload.img (the guest's read-only second disk), pid.
# Changes to the disk are thrown away. KERNEL, WEIR_VM_ACCEL, WEIR_VM_MEMORY (2G), WEIR_VM_DEADLINE (3600: then it is
# killed, whoever is still waiting for it), WEIR_VM_WORDS (more for the kernel's command line).
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# A boot under emulation takes 40 s of CPU, and 26 s on two quiet cores. A guest that had six times that CPU is not
# coming up; on a crowded machine the clock alone would not tell the hung from the starved.
ready_cpu=${WEIR_VM_READY_CPU:-240} ready_deadline=${WEIR_VM_READY_DEADLINE:-900}

alive() {
  # The number could have gone to another process since.
  [[ -s $1/pid ]] && tr '\0' ' ' 2>/dev/null <"/proc/$(cat "$1/pid")/cmdline" | grep -qF "$1/serial.log"
}

# Seconds of CPU that the guest has had.
cpu_seconds() {
  local stat
  read -r -a stat <"/proc/$(cat "$1/pid")/stat" 2>/dev/null || return 1
  echo $(((stat[13] + stat[14]) / $(getconf CLK_TCK)))
}

stop() {
  local dir=$1 pid
  if alive "$dir"; then
    pid=$(cat "$dir/pid")
    kill "$pid" 2>/dev/null || true
    for _ in {1..50}; do
      alive "$dir" || break
      sleep 0.1
    done
    if alive "$dir"; then kill -KILL "$pid" 2>/dev/null || true; fi
  fi
  if [[ -s $dir/sockets ]]; then rm -rf "$(cat "$dir/sockets")"; fi
  rm -f "$dir/pid" "$dir/payload.img" "$dir/sockets" "$dir/ssh_config"
}

write_ssh_config() {
  local image=$1 dir=$2 port=$3 user
  for user in root alice; do
    printf 'Host %s\n  User %s\n' "$user" "$user"
  done
  cat <<CONFIG
Host *
  HostName 127.0.0.1
  Port $port
  IdentityFile "$image/key"
  IdentitiesOnly yes
  StrictHostKeyChecking no
  UserKnownHostsFile /dev/null
  LogLevel ERROR
  ConnectTimeout 20
  ServerAliveInterval 20
  ControlPath $(cat "$dir/sockets")/%n
CONFIG
}

# One connection per user, that all later ones share: a handshake under emulation costs a second.
master() {
  ssh -F "$1/ssh_config" -O check "$2" 2>/dev/null ||
    ssh -F "$1/ssh_config" -fNM "$2" </dev/null >/dev/null 2>&1
}

# One attempt: 0 ready, 1 never came up.
attempt() {
  local image=$1 boot=$2 dir=$3 accel=$4 model=max port=0 cpu=0 wall slowness began=$SECONDS
  [[ $accel = kvm ]] && model=host
  rm -f "$dir/pid" "$dir/serial.log"
  while ! alive "$dir"; do
    ((SECONDS - began < 20)) || { cat "$dir/qemu.log" >&2 && return 1; }
    # QEMU says at once when somebody else has the port; then another.
    port=$((20000 + RANDOM % 12000))
    # The shared lock, held as long as the guest runs, keeps the image from being pruned.
    # Of its CPUs one starts with it, two run, and the third is for tests (image/customise.sh, guest-cpu).
    setsid flock --shared "$image/in-use" timeout -k 5 "${WEIR_VM_DEADLINE:-3600}" \
      qemu-system-x86_64 -accel "$accel" -cpu "$model" -m "${WEIR_VM_MEMORY:-2G}" -smp 3 \
      -kernel "$image/vmlinuz" -initrd "$image/initrd" \
      -append "root=/dev/vda rw console=ttyS0 quiet panic=-1 mitigations=off maxcpus=1 $(grep -v '^#' "$here/boots.d/$boot" || true) ${WEIR_VM_WORDS:-}" \
      -drive "file=$image/disk.img,if=virtio,format=raw,snapshot=on" \
      -drive "file=$dir/payload.img,if=virtio,format=raw,readonly=on" \
      -netdev "user,id=net,hostfwd=tcp:127.0.0.1:$port-:22" -device virtio-net-pci,netdev=net,romfile= \
      -device virtio-rng-pci -no-reboot -display none -monitor none -serial "file:$dir/serial.log" \
      -pidfile "$dir/pid" </dev/null >"$dir/qemu.log" 2>&1 &
    for _ in {1..20}; do
      alive "$dir" && break
      kill -0 $! 2>/dev/null || break
      sleep 0.1
    done
  done
  write_ssh_config "$image" "$dir" "$port" >"$dir/ssh_config"
  until grep -q weir-guest-ready "$dir/serial.log" 2>/dev/null && master "$dir" root && master "$dir" alice; do
    alive "$dir" || return 1
    cpu=$(cpu_seconds "$dir") || return 1
    ((SECONDS - began < ready_deadline && cpu < ready_cpu)) || return 1
    sleep 0.3
  done
  wall=$((SECONDS - began))
  # How many times slower than on quiet cores: deadlines inside the guest grow by it.
  slowness=$((wall * 10 / (7 * (cpu + 1))))
  echo $((slowness < 1 ? 1 : slowness > 8 ? 8 : slowness)) >"$dir/slowness"
  echo "vm: KERNEL=${KERNEL:-13} $boot: ready after $wall s, $cpu s of CPU ($accel)" >&2
}

start() {
  local boot=$1 dir=$2 image accel
  if [[ ! -f $here/boots.d/$boot ]]; then
    echo "boot.sh: no boot named $boot; there are: $(cd "$here/boots.d" && echo *)" >&2
    exit 64
  fi
  mkdir -p "$dir"
  stop "$dir"
  image=$("$here/image.sh")
  accel=$("$here/accel.sh" "$image")
  mktemp -d "${TMPDIR:-/tmp}/weir-vm.XXXXXX" >"$dir/sockets"
  truncate -s 4G "$dir/payload.img"
  attempt "$image" "$boot" "$dir" "$accel" && return
  echo "vm: KERNEL=${KERNEL:-13} $boot: the guest never came up; tried once more" >&2
  stop_guest_only "$dir"
  # A KVM that passed the probe may still not carry a whole system.
  if [[ -z ${WEIR_VM_ACCEL:-} ]]; then accel=tcg; fi
  attempt "$image" "$boot" "$dir" "$accel" && return
  echo "vm: KERNEL=${KERNEL:-13} $boot: the guest did not come up; the end of $dir/serial.log:" >&2
  tail -n 20 "$dir/serial.log" >&2 || true
  stop "$dir"
  exit 1
}

# Between the attempts: the directory stays.
stop_guest_only() {
  local dir=$1
  if alive "$dir"; then kill -KILL "$(cat "$dir/pid")" 2>/dev/null || true; fi
  if [[ -f $dir/serial.log ]]; then mv "$dir/serial.log" "$dir/serial.first.log"; fi
}

verb=${1:-}
case $verb:$# in
  start:3) start "$2" "$(realpath -m "$3")" ;;
  stop:2) stop "$(realpath -m "$2")" ;;
  alive:2) alive "$(realpath -m "$2")" ;;
  *) echo "usage: boot.sh start BOOT DIR | stop DIR | alive DIR" >&2 && exit 64 ;;
esac
