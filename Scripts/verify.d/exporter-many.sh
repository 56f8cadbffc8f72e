#!/usr/bin/env bash
# Ten thousand groups within Prometheus' ten seconds, and two hundred scrapers at once.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release weir-exporter
vm_part_says exporter-many verify-exporter many
