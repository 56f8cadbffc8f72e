#!/usr/bin/env bash
# release.sh PRODUCT...: builds release binaries into .build/release with the Swift runtime inside and the C++ library
# and unwinder that it needs: they run where none of these is installed, and start without looking them up. Then holds
# each to its promises: 20 MB at most once stripped (PRODUCT.stripped beside it; the exporter, with an HTTP server and
# BoringSSL in it, 30 MB), and no full Foundation in it (FoundationEssentials is swift-argument-parser's).
set -euo pipefail
cd "$(dirname "$0")/.."

# A directory that has only the archives makes the linker take those.
flags=()
archives=$PWD/.build/archives
library=$(cc -print-file-name=libstdc++.a) unwinder=$(cc -print-file-name=libgcc_eh.a)
if [[ -f $library && -f $unwinder ]]; then
  mkdir -p "$archives"
  ln -sf "$library" "$archives/libstdc++.a"
  ln -sf "$unwinder" "$archives/libgcc_s.a"
  flags=(-Xswiftc "-L$archives")
fi
# Equal functions once, unless somebody compares their addresses; no table of symbols for libraries to be loaded: of those
# that are (libsystemd, libncurses) none asks for ours.
flags+=(-Xlinker --icf=safe -Xlinker --no-export-dynamic)

# All is inside, so nothing is to be looked for beside the binary: forty names of files that are never there.
for product in "$@"; do
  swift build -c release --static-swift-stdlib --disable-local-rpath "${flags[@]}" --product "$product"
  strip -o ".build/release/$product.stripped" ".build/release/$product"
  most=20000000
  [[ $product != weir-exporter ]] || most=30000000
  size=$(stat -c %s ".build/release/$product.stripped")
  if ((size > most)); then
    echo "release.sh: $product has $size bytes stripped; $most are allowed" >&2
    exit 1
  fi
  if nm ".build/release/$product" | grep -qE '[$]s10Foundation|_FoundationICU'; then
    echo "release.sh: $product holds Foundation" >&2
    exit 1
  fi
  echo "$product: $size bytes stripped"
done
