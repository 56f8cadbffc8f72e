#!/usr/bin/env bash
# The exporter's watchdog.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_part exporter-watchdog verify-exporter watchdog
