#!/usr/bin/env bash
# Ten minutes (SECONDS_LONG) of a real Prometheus by TLS: containers come and go, the certificate is replaced.
set -euo pipefail
cd "$(dirname "$0")/../.."
Scripts/requirements.sh metrics
export WEIR_VM_NAME=exporter-scraped WEIR_VM_CASES=verify-exporter WEIR_VM_PROMETHEUS=1 WEIR_VM_SECONDS=${SECONDS_LONG:-600}
Tests/VM/run.sh default /scraped.sh && code=0 || code=$?
grep -h '^scraped: ' ".build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")exporter-scraped/verify-exporter.scraped.log" || true
exit "$code"
