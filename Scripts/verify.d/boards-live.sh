#!/usr/bin/env bash
# A real Prometheus and a real exporter over real containers: every board's queries, and the pictures of Documentation.
set -euo pipefail
cd "$(dirname "$0")/../.."
Scripts/requirements.sh metrics
export WEIR_VM_NAME=boards-live WEIR_VM_CASES=verify-boards WEIR_VM_PROMETHEUS=1
Tests/VM/run.sh default /live.sh && code=0 || code=$?
log=.build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")boards-live/verify-boards.live.log
grep -h '^boards: ' "$log" || true
if [[ $code -eq 0 ]]; then
  for name in containers container; do
    sed -n "s/^picture $name: //p" "$log" | base64 -d >"Documentation/board-$name.svg"
    echo "Documentation/board-$name.svg is new"
  done
fi
exit "$code"
