#!/usr/bin/env bash
# Every file that can be written × seven places of a group: kept, written with a warning, or refused with a reason. The
# table of all cells is this part's log.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed, and it starts in a third of the time.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=limits-matrix WEIR_VM_CASES=verify-limits
Tests/VM/run.sh default matrix && code=0 || code=$?
cat ".build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")limits-matrix/verify-limits.matrix.log" || true
exit "$code"
