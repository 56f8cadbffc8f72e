#!/usr/bin/env bash
# weir stat -d 1 for an hour (SECONDS_LONG): no growth.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed: the debug build would take most of an emulated processor.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=figures-soak WEIR_VM_CASES=verify-figures WEIR_VM_SECONDS=${SECONDS_LONG:-3600} WEIR_VM_DEADLINE=9000
Tests/VM/run.sh default /soak.sh && code=0 || code=$?
grep -h '^soak: ' ".build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")figures-soak/verify-figures.soak.log" || true
exit "$code"
