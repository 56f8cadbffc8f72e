#!/usr/bin/env bash
# The exporter's watchdog.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WEIR_VM_NAME=exporter-watchdog WEIR_VM_CASES=verify-exporter
exec Tests/VM/run.sh default /watchdog.sh
