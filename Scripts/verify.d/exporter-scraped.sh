#!/usr/bin/env bash
# Ten minutes (SECONDS_LONG) of a real Prometheus by TLS: containers come and go, the certificate is replaced.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release weir-exporter
Scripts/requirements.sh metrics
export WEIR_VM_PROMETHEUS=1 WEIR_VM_SECONDS=${SECONDS_LONG:-600}
vm_part_says exporter-scraped verify-exporter scraped
