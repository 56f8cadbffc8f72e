#!/usr/bin/env bash
# weir stat -d 1 for an hour (SECONDS_LONG): no growth.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
export WEIR_VM_SECONDS=${SECONDS_LONG:-3600} WEIR_VM_DEADLINE=9000
vm_part_says figures-soak verify-figures soak
