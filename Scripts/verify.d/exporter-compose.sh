#!/usr/bin/env bash
# The exporter as the compose file runs it, built from the Containerfile and found by a Prometheus job.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release weir-exporter
vm_part exporter-compose verify-boards compose
