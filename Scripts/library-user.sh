#!/usr/bin/env bash
# library-user.sh: a package that depends on ControlGroups alone fetches and builds none of the HTTP stack, nor does
# `weir` (which is asked of the plan of the last `swift build`).
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=.build/library-user
server='[Hh]ummingbird|swift-nio|NIO|BoringSSL|swift-log|Logging|swift-http-types|HTTPTypes|swift-service-lifecycle|ServiceLifecycle'
swift build --package-path Tests/LibraryUser --scratch-path "$scratch" --product LibraryUser
"$scratch/debug/LibraryUser" | grep 1048576
# What was built is behind a symbolic link; it may have fetched nothing at all. Apart from the search in them: in one pipe a
# find that fails would read as nothing found.
compiled=$(find "$scratch/debug/" -maxdepth 1)
grep -q '/ControlGroups.build$' <<<"$compiled" || { echo "library-user.sh: $scratch/debug/ has no build" >&2 && exit 1; }
fetched=$(if [[ -d $scratch/checkouts ]]; then find "$scratch/checkouts" -maxdepth 1; fi)
if found=$(grep -E "$server" <<<"$compiled"$'\n'"$fetched"); then
  printf 'library-user.sh: a user of ControlGroups gets:\n%s\n' "$found" >&2
  exit 1
fi
# What a product is linked of is what is compiled for it.
objects() { sed -n "/^  \"C\.$1-$(uname -m)-[^\"]*\.exe\":/,/outputs:/p" .build/debug.yaml | grep -o '"[^"]*\.o"'; }
for product in weir weir-exporter; do
  [[ -n $(objects "$product") ]] || { echo "library-user.sh: no plan of $product in .build/debug.yaml" >&2 && exit 1; }
done
objects weir-exporter | grep -E "$server" >/dev/null || { echo "library-user.sh: the exporter has no server" >&2 && exit 1; }
if objects weir | grep -E "$server"; then
  echo "library-user.sh: weir compiles the above" >&2
  exit 1
fi
echo "library-user: ControlGroups and weir are built without the HTTP stack"
