#!/usr/bin/env bash
# Builds the fuzzer into .build/fuzz, module by module by swiftc itself: a SwiftPM executable does not link with
# -sanitize=fuzzer, and package access does not reach into another package.
set -euo pipefail
cd "$(dirname "$0")/.."
out=.build/fuzz
mkdir -p "$out"

checks=(Tests/ControlGroupsTests/Corpus/ParserCheck*.swift)
modules=(ControlGroups ContainerIdentity GroupMetrics)
newest=$(find Sources/CLinux "${modules[@]/#/Sources/}" Package.swift Fuzz/build.sh Fuzz/FuzzTarget.swift "${checks[@]}" -type f -newer "$out/fuzz" -print -quit 2>/dev/null || echo new)
if [[ -x $out/fuzz && -z $newest ]]; then exit 0; fi

for source in Sources/CLinux/*.c; do
  clang -c -O1 -I Sources/CLinux/include "$source" -o "$out/clinux-$(basename "$source" .c).o"
done
printf 'module CLinux { header "%s/Sources/CLinux/include/clinux.h" export * }\n' "$PWD" >"$out/module.modulemap"

# -O keeps the checks for overflow and bounds, which are what is looked for.
flags=(
  -O -wmo -swift-version 6 -package-name weir -enable-testing -parse-as-library -sanitize=fuzzer
  -strict-memory-safety -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault
  -enable-upcoming-feature MemberImportVisibility -enable-upcoming-feature NonisolatedNonsendingByDefault
  -enable-upcoming-feature InferIsolatedConformances
  -I "$out" -Xcc "-fmodule-map-file=$out/module.modulemap"
)
for module in "${modules[@]}"; do
  find "Sources/$module" -name '*.swift' | sort | xargs \
    swiftc "${flags[@]}" -module-name "$module" -emit-module -emit-module-path "$out/$module.swiftmodule" \
    -c -o "$out/$module.o"
done
objects=("${modules[@]/#/$out/}")
swiftc "${flags[@]}" -module-name Fuzz Fuzz/FuzzTarget.swift "${checks[@]}" \
  "${objects[@]/%/.o}" "$out"/clinux-*.o -o "$out/fuzz"
