#!/usr/bin/env bash
# payload.sh DISK: writes what the guest is to run onto DISK, the guest's second disk (mounted at /weir): the test
# bundle and weir with the toolchain's libraries (bin), cases, guest scripts, boards with what asks them (checkout), and
# the tests' data (Tests).
# Read straight from the disk: nothing is copied over ssh or unpacked under emulation. May be written again while the
# guest runs and has the disk unmounted. WEIR_BINARY, WEIR_EXPORTER_BINARY: others than the debug build's.
# WEIR_PAYLOAD=demo: weir and the guest scripts, no tests. WEIR_VM_PROMETHEUS: this machine's Prometheus too.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
PATH=$PATH:/usr/sbin:/sbin
disk=$1
built=${WEIR_BUILT:-$repository/.build/debug}

tree=$(mktemp -d "$(dirname "$disk")/payload.XXXXXX")
trap 'rm -rf "$tree"' EXIT
mkdir "$tree/bin" "$tree/Tests"

shopt -s nullglob
bundles=("$built"/*PackageTests.xctest)
if [[ ${WEIR_PAYLOAD:-} = demo ]]; then
  cp "$WEIR_BINARY" "$tree/bin/weir"
  cp -r "$here/guest" "$tree/"
  mke2fs -q -F -t ext4 -O ^has_journal -m 0 -d "$tree" "$disk"
  exit
fi
if [[ ${#bundles[@]} -ne 1 || ! -x $built/weir ]]; then
  echo "payload.sh: $built holds no test bundle or no weir; run: swift build --build-tests" >&2
  exit 1
fi
cp "${bundles[0]}" "$tree/bin/tests.xctest"
cp "${WEIR_BINARY:-$built/weir}" "$tree/bin/weir"
exporter=${WEIR_EXPORTER_BINARY:-$built/weir-exporter}
if [[ -x $exporter ]]; then cp "$exporter" "$tree/bin/weir-exporter"; fi
# One file that needs nothing but libc.
if [[ -n ${WEIR_VM_PROMETHEUS:-} ]]; then cp "$(command -v prometheus)" "$tree/bin/prometheus"; fi
for resources in "$built"/*.resources; do cp -r "$resources" "$tree/bin/"; done
# The rest (libc, ncurses, systemd) is the guest's own.
ldd "$tree"/bin/tests.xctest "$tree"/bin/weir* | awk '$3 ~ /\/swift\// { print $3 }' | sort -u |
  xargs --no-run-if-empty cp -L -t "$tree/bin"
for data in Fixtures Golden Corpus; do
  if [[ -d $repository/Tests/$data ]]; then cp -r "$repository/Tests/$data" "$tree/Tests/"; fi
done
cp -r "$here/cases" "$here/guest" "$repository/Packaging/systemd" "$tree/"
cp "$repository/Benchmarks/groups.sh" "$tree/guest/"
mkdir -p "$tree/checkout/Scripts" "$tree/checkout/Documentation"
cp -r "$repository/Dashboards" "$tree/checkout/"
mkdir "$tree/checkout/Packaging"
cp "$repository"/Packaging/{Containerfile,*.yaml} "$tree/checkout/Packaging/"
cp "$repository/Documentation/metrics.md" "$tree/checkout/Documentation/"
cp -r "$repository/Scripts/boards" "$repository/Scripts/screen" "$tree/checkout/Scripts/"
mke2fs -q -F -t ext4 -O ^has_journal -m 0 -d "$tree" "$disk"
