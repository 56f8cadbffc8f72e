#!/usr/bin/env bash
# Ten thousand groups.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WEIR_VM_NAME=figures-many WEIR_VM_CASES=verify-figures
Tests/VM/run.sh default /many.sh && code=0 || code=$?
grep -h '^many: ' ".build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")figures-many/verify-figures.many.log" || true
exit "$code"
