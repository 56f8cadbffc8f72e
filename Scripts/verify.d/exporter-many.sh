#!/usr/bin/env bash
# Ten thousand groups within Prometheus' ten seconds, and two hundred scrapers at once.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WEIR_VM_NAME=exporter-many WEIR_VM_CASES=verify-exporter
Tests/VM/run.sh default /many.sh && code=0 || code=$?
grep -h '^many: ' ".build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")exporter-many/verify-exporter.many.log" || true
exit "$code"
