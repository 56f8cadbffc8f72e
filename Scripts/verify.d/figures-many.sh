#!/usr/bin/env bash
# Ten thousand groups.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
vm_part_says figures-many verify-figures many
