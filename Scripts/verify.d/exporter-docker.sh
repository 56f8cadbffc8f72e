#!/usr/bin/env bash
# The exporter inside docker, showing its host.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WEIR_VM_NAME=exporter-docker WEIR_VM_CASES=verify-boards
exec Tests/VM/run.sh default /in-docker.sh
