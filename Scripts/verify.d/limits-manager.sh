#!/usr/bin/env bash
# The service manager executes itself anew between and during calls, and its jobs are cancelled.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WEIR_VM_NAME=limits-manager WEIR_VM_CASES=verify-limits
exec Tests/VM/run.sh default manager
