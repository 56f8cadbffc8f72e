#!/usr/bin/env bash
# weir run and adopt at length: all exit codes, a hundred at once, job control, process numbers that come again.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
vm_part limits-run verify-limits run
