#!/usr/bin/env bash
# The service manager executes itself anew between and during calls, and its jobs are cancelled.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed, and it starts in a third of the time.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=limits-manager WEIR_VM_CASES=verify-limits
exec Tests/VM/run.sh default manager
