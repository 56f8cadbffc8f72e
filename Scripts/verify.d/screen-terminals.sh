#!/usr/bin/env bash
# The screen on terminals in memory, on this machine: kinds and sizes, a line of 9600 bit/s with Ctrl-S, and ten minutes
# (SECONDS_LONG) of random keys and mouse.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WEIR_LONG_SECONDS=${SECONDS_LONG:-600}
log=$(mktemp)
trap 'rm -f "$log"' EXIT
swift test --skip-build --filter LongTerminalTests 2>&1 | tee "$log"
# A run that skipped all is no pass.
grep -qE 'Test run with [1-9][0-9]* tests? .*passed' "$log" && ! grep -q 'Suite LongTerminalTests skipped' "$log"
