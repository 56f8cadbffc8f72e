#!/usr/bin/env bash
# containers.sh: makes the image weir-busybox for docker and podman (as root: both; as another user: podman's own),
# with no registry: a static busybox and its links. Run again, it does nothing.
#   /weir/guest/containers.sh && docker run -d --name web --network none weir-busybox sleep 9999
set -euo pipefail

root_file_system() { # DIR
  local applet
  mkdir -p "$1"/{bin,dev,etc,proc,run,sys,tmp,usr/lib}
  cp /bin/busybox "$1/bin/busybox"
  for applet in sh sleep cat ls dd mkdir echo true false kill ps; do ln -s busybox "$1/bin/$applet"; done
  echo 'root:x:0:0:root:/:/bin/sh' >"$1/etc/passwd"
  # systemd-nspawn boots a tree only if it looks like a system.
  echo 'ID=weir-busybox' >"$1/usr/lib/os-release"
}

wanted=()
if [[ $EUID -eq 0 ]]; then
  docker image inspect weir-busybox >/dev/null 2>&1 || wanted+=(docker)
fi
podman image exists weir-busybox || wanted+=(podman)
[[ ${#wanted[@]} -gt 0 ]] || exit 0

tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
root_file_system "$tree"
for engine in "${wanted[@]}"; do
  case $engine in
    docker) tar -C "$tree" -c . | docker import - weir-busybox >/dev/null ;;
    podman) tar -C "$tree" -c . | podman import -q - weir-busybox >/dev/null ;;
  esac
done
