#!/usr/bin/env bash
# weir run and adopt at length: all exit codes, a hundred at once, job control, process numbers that come again.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed, and it starts in a third of the time.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=limits-run WEIR_VM_CASES=verify-limits
exec Tests/VM/run.sh default /run.sh
