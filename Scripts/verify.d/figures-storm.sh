#!/usr/bin/env bash
# Births and deaths for five minutes (SECONDS_LONG) while weir stat samples; its log has the rate reached.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed: the debug build would take most of an emulated processor.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=figures-storm WEIR_VM_CASES=verify-figures WEIR_VM_SECONDS=${SECONDS_LONG:-300}
Tests/VM/run.sh default /storm.sh && code=0 || code=$?
grep -h '^storm: ' ".build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")figures-storm/verify-figures.storm.log" || true
exit "$code"
