#!/usr/bin/env bash
# The exporter inside docker, showing its host.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_part exporter-docker verify-boards in-docker
