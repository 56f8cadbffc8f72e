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

# The places that the loader fills in, 47 000, in 40 kB instead of 1.1 MB, where the C library reads that (glibc 2.36) and the
# toolchain's own linker writes it. What that saves pays for types that are made by their accessors and not from their
# names: for a name the Swift runtime looks for each conformance that the type asks for among all that the program has,
# some four thousand, which was a third of a short command.
read -r _ libc < <(getconf GNU_LIBC_VERSION 2>/dev/null) || libc=0
resources=$(swift -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')
if [[ -x $resources/../../bin/ld.lld ]] && printf '2.36\n%s\n' "$libc" | sort -CV; then
  flags+=(-Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs)
  flags+=(-Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors)
fi

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
