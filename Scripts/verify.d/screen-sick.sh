#!/usr/bin/env bash
# The screen on a host whose bus stands still, that thrashes, and whose /var/lib and /home hang.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
vm_part_says screen-sick verify-screen sick
