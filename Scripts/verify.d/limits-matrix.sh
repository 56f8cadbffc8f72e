#!/usr/bin/env bash
# Every file that can be written × seven places of a group: kept, written with a warning, or refused with a reason. The
# table of all cells is this part's log.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
vm_part limits-matrix verify-limits matrix && code=0 || code=$?
cat "$log" || true
exit "$code"
