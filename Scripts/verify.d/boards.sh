#!/usr/bin/env bash
# Every query of every board, asked of a real Prometheus (a stage of make test as well).
set -euo pipefail
cd "$(dirname "$0")/../.."
Scripts/requirements.sh metrics
Scripts/promtool.sh
exec Scripts/boards/fixture.sh
