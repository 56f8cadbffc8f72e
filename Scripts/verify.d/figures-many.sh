#!/usr/bin/env bash
# Ten thousand groups.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed: the debug build would take most of an emulated processor.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=figures-many WEIR_VM_CASES=verify-figures
Tests/VM/run.sh default /many.sh && code=0 || code=$?
grep -h '^many: ' ".build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")figures-many/verify-figures.many.log" || true
exit "$code"
