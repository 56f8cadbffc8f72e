#!/usr/bin/env bash
# A real Prometheus and a real exporter over real containers: every board's queries, and the pictures of Documentation.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release weir-exporter
Scripts/requirements.sh metrics
export WEIR_VM_PROMETHEUS=1
vm_part boards-live verify-boards live && code=0 || code=$?
grep -h '^boards: ' "$log" || true
if [[ $code -eq 0 ]]; then
  for name in containers container; do
    sed -n "s/^picture $name: //p" "$log" | base64 -d >"Documentation/board-$name.svg"
    echo "Documentation/board-$name.svg is new"
  done
fi
exit "$code"
