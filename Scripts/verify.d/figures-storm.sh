#!/usr/bin/env bash
# Births and deaths for five minutes (SECONDS_LONG) while weir stat samples; its log has the rate reached.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
export WEIR_VM_SECONDS=${SECONDS_LONG:-300}
vm_part_says figures-storm verify-figures storm
