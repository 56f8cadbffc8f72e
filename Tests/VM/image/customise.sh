#!/usr/bin/env bash
# customise.sh ROOT: turns a fresh Debian tree into the guest: network, ssh, the user alice with a user manager,
# a word on the serial line when it is ready, and nothing that wakes up by itself.
# WEIR_VM_PUBLIC_KEY: the ssh key that may log in.
set -euo pipefail
root=$1

echo '/dev/vda / ext4 noatime 0 0' >"$root/etc/fstab"
echo weir-vm >"$root/etc/hostname"
echo '127.0.0.1 localhost weir-vm' >"$root/etc/hosts"
# With an id in place systemd does not take the boot for a first one, which would enable every service again.
echo 0123456789abcdef0123456789abcdef >"$root/etc/machine-id"

# QEMU's user network is always the same: no DHCP to wait for.
cat >"$root/etc/systemd/network/10-guest.network" <<'NETWORK'
[Match]
Name=e*
[Network]
Address=10.0.2.15/24
Gateway=10.0.2.2
DNS=10.0.2.3
IPv6AcceptRA=no
NETWORK

cat >"$root/etc/systemd/system/guest-ready.service" <<'UNIT'
[Unit]
Description=Say on the serial line that the guest is ready
After=ssh.service user@1000.service systemd-networkd.service systemd-user-sessions.service
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'echo weir-guest-ready >/dev/ttyS0'
[Install]
WantedBy=multi-user.target
UNIT

# The kernel starts with one CPU (boot.sh, maxcpus=1) and has its second from here on: while it rewrites its own code at
# the end of its start (static keys, text_poke), an emulated second CPU sometimes ran into the half-written instruction:
# "Oops: int3 ... sched_clock_cpu". The third stays off, for tests that bring one online.
cat >"$root/etc/systemd/system/guest-cpu.service" <<'UNIT'
[Unit]
Description=Bring the second CPU online
DefaultDependencies=no
Before=sysinit.target
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'echo 1 >/sys/devices/system/cpu/cpu1/online'
[Install]
WantedBy=sysinit.target
UNIT

chroot "$root" useradd --create-home --shell /bin/bash --uid 1000 alice
mkdir -p "$root/var/lib/systemd/linger"
touch "$root/var/lib/systemd/linger/alice"
for home in root home/alice; do
  mkdir -p "$root/$home/.ssh"
  echo "$WEIR_VM_PUBLIC_KEY" >"$root/$home/.ssh/authorized_keys"
done
chroot "$root" chown -R alice:alice /home/alice
printf 'UseDNS no\nMaxSessions 100\nPrintMotd no\n' >"$root/etc/ssh/sshd_config.d/guest.conf"
mkdir -p "$root/weir"

chroot "$root" systemctl --quiet enable guest-cpu systemd-networkd ssh guest-ready docker.socket
for unit in docker.service containerd.service systemd-oomd.service systemd-oomd.socket podman.service podman.socket \
  atop.service atopacct.service atop-rotate.timer \
  podman-auto-update.timer podman-restart.service podman-clean-transient.service systemd-pstore.service; do
  chroot "$root" systemctl --quiet disable "$unit" 2>/dev/null || true
done
# Nothing may start in the middle of a test.
for unit in apt-daily.timer apt-daily-upgrade.timer man-db.timer dpkg-db-backup.timer e2scrub_all.timer \
  e2scrub_reap.service fstrim.timer logrotate.timer systemd-networkd-wait-online.service \
  systemd-tmpfiles-clean.timer getty@tty1.service serial-getty@ttyS0.service; do
  ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
# Half of dockerd's start under emulation is spent on packet filters; the bridge itself stays.
mkdir -p "$root/etc/docker"
echo '{ "iptables": false, "ip6tables": false, "userland-proxy": false }' >"$root/etc/docker/daemon.json"
# What would only cost time at every boot: a kept journal, graphics, consoles, caches that are up to date already.
mkdir -p "$root/etc/systemd/journald.conf.d"
printf '[Journal]\nStorage=volatile\n' >"$root/etc/systemd/journald.conf.d/guest.conf"
for unit in modprobe@drm.service modprobe@configfs.service modprobe@efi_pstore.service sys-kernel-config.mount \
  systemd-update-utmp.service systemd-udev-load-credentials.service systemd-networkd-persistent-storage.service; do
  ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
mkdir -p "$root/etc/systemd/system-generators"
for generator in systemd-ssh-generator systemd-gpt-auto-generator systemd-cryptsetup-generator \
  systemd-integritysetup-generator systemd-veritysetup-generator systemd-hibernate-resume-generator \
  systemd-tpm2-generator systemd-bless-boot-generator systemd-rc-local-generator systemd-sysv-generator; do
  ln -sf /dev/null "$root/etc/systemd/system-generators/$generator"
done
chroot "$root" systemctl --quiet set-default multi-user.target
touch "$root/etc/.updated" "$root/var/.updated"
