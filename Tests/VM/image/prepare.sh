#!/usr/bin/env bash
# prepare.sh ROOT: runs before the kernel's package is set up, so that its initrd is made once and small
# (under emulation every driver that is not unpacked is time saved at each boot).
set -euo pipefail
root=$1
mkdir -p "$root/etc/initramfs-tools/conf.d"
printf 'MODULES=list\nCOMPRESS=zstd\nCOMPRESSLEVEL=3\n' >"$root/etc/initramfs-tools/conf.d/weir"
printf 'virtio_pci\nvirtio_blk\next4\n' >"$root/etc/initramfs-tools/modules"
