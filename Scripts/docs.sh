#!/usr/bin/env bash
# docs.sh [--check]: writes what is made from declarations: man pages, shell completions, pages of Documentation,
# Dashboards/*.json.
# With --check it writes nothing, and fails if any of them is stale (the tests of `make check` do the same).
set -euo pipefail
cd "$(dirname "$0")/.."
case ${1:-} in
  '') export WEIR_WRITE_DOCUMENTS=1 ;;
  --check) unset WEIR_WRITE_DOCUMENTS ;;
  *) echo "usage: docs.sh [--check]" >&2 && exit 64 ;;
esac
swift build --build-tests
swift test --skip-build --disable-xctest --filter GeneratedDocumentTests
