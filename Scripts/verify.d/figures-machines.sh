#!/usr/bin/env bash
# LXC, nspawn and a second rootless user, by name and with figures.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_part figures-machines verify-figures machines
