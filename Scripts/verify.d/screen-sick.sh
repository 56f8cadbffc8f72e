#!/usr/bin/env bash
# The screen on a host whose bus stands still, that thrashes, and whose /var/lib and /home hang.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed, and it starts in a third of the time.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=screen-sick WEIR_VM_CASES=verify-screen
Tests/VM/run.sh default /sick.sh && code=0 || code=$?
grep -h '^sick: ' ".build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")screen-sick/verify-screen.sick.log" || true
exit "$code"
