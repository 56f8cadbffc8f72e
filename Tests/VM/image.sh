#!/usr/bin/env bash
# image.sh: makes the guest's disk if it is not there yet, and prints its directory (disk.img, vmlinuz, initrd, key).
# KERNEL: which Debian (and so which kernel): 12, 13 (default), 13-backports, sid.
# Kept under ${XDG_CACHE_HOME:-~/.cache}/weir/vm/<hash of the recipe>, shared by all clones; two builders share one build.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
kernel=${KERNEL:-13}
cache=${XDG_CACHE_HOME:-$HOME/.cache}/weir/vm

case $kernel in
  12) suite=bookworm ;;
  13 | 13-backports) suite=trixie ;;
  sid) suite=sid ;;
  *) echo "image.sh: KERNEL=$kernel is not known; write 12, 13, 13-backports or sid" >&2 && exit 64 ;;
esac

hash=$(cd "$here" && { echo "$kernel $suite" && cat image.sh image/*.sh && image/packages.sh "$suite"; } | sha256sum | cut -c1-16)
image=$cache/$hash

# Images that no guest runs from and that nobody asked for in ten days.
prune() {
  local old
  while read -r old; do
    [[ $old != "$image" ]] || continue
    flock --nonblock --exclusive "$old/in-use" rm -rf "$old" || true
  done < <(find "$cache" -mindepth 2 -maxdepth 2 -name in-use -mtime +10 -printf '%h\n')
  find "$cache" -mindepth 1 -maxdepth 1 -name 'building.*' -mmin +120 -exec rm -rf {} +
}

build() {
  local work mirror packages mmdebstrap=(mmdebstrap) inside=()
  work=$(mktemp -d "$cache/building.XXXXXX")
  # shellcheck disable=SC2064  # the name as it is now
  trap "rm -rf '$work' 2>/dev/null || mmdebstrap --unshare-helper rm -rf '$work'" EXIT
  ssh-keygen -q -t ed25519 -N '' -C weir-vm -f "$work/key"
  mirror=$("$here/image/debian-mirror.sh")
  packages=$("$here/image/packages.sh" "$suite" | paste -sd,)
  if [[ $EUID -ne 0 ]]; then
    chmod a+rx "$work"
    mmdebstrap+=(--mode=unshare) inside=(mmdebstrap --unshare-helper)
  fi
  if [[ $kernel = *-backports ]]; then
    # The new kernel alone; the rest stays as the release has it.
    mmdebstrap+=(--setup-hook="sed 's/ $suite / $suite-backports /' \"\$1/etc/apt/sources.list\" \
      >\"\$1/etc/apt/sources.list.d/backports.list\"")
    packages=${packages/linux-image-cloud-amd64/linux-image-cloud-amd64\/$suite-backports}
  fi
  WEIR_VM_PUBLIC_KEY=$(cat "$work/key.pub") "${mmdebstrap[@]}" --quiet --variant=minbase --format=directory \
    --aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt=path-exclude='/usr/share/man/*' \
    --dpkgopt=path-exclude='/usr/share/doc/*' --skip=cleanup/reproducible/machine-id --include="$packages" \
    --essential-hook="$here/image/prepare.sh" --customize-hook="$here/image/customise.sh" \
    "$suite" "$work/root" ${mirror:+"$mirror"} >&2
  "${inside[@]}" sh -c "cat '$work'/root/boot/vmlinuz-*" >"$work/vmlinuz"
  "${inside[@]}" sh -c "cat '$work'/root/boot/initrd.img-*" >"$work/initrd"
  # No journal: the disk is thrown away after each boot.
  truncate -s 8G "$work/disk.img"
  "${inside[@]}" mke2fs -q -t ext4 -O ^has_journal -E lazy_itable_init=1 -d "$work/root" "$work/disk.img"
  "${inside[@]}" rm -rf "$work/root"
  touch "$work/in-use"
  mv "$work" "$image"
}

mkdir -p "$cache"
exec 9>"$cache/lock.$hash"
flock 9
if [[ ! -f $image/disk.img ]]; then
  echo "vm: building the image for KERNEL=$kernel (one to three minutes)" >&2
  started=$SECONDS
  build
  echo "vm: image built in $((SECONDS - started)) s: $image" >&2
fi
touch "$image/in-use"
prune
echo "$image"
