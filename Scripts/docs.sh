#!/usr/bin/env bash
# docs.sh: writes the pages that are generated from the code: Documentation/interface-files.md (from the declarations of
# the interface files) and Documentation/man (from the commands' own declarations).
set -euo pipefail
cd "$(dirname "$0")/.."
swift build --product weir
.build/debug/weir files -o markdown >.build/interface-files.md
mv .build/interface-files.md Documentation/interface-files.md
rm -rf .build/man
mkdir -p .build/man Documentation/man
# The date is left out of the page's head: a page changes only when a command does.
swift package --allow-writing-to-directory .build/man generate-manual --multi-page --date '' --output-directory .build/man
find Documentation/man -name '*.1' -delete
mv .build/man/weir*.1 Documentation/man/
