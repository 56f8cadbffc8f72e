#!/usr/bin/env bash
# The exporter as the manifest for Kubernetes runs it, by podman.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release weir-exporter
vm_part exporter-daemonset verify-boards daemonset
