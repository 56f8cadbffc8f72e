#!/usr/bin/env bash
# fuzz.sh RUNS [PARSER...]: every parser with RUNS inputs (Fuzz/run.sh). A short run tries the same inputs each time, so
# that CI does not fail by luck; a long one tries others.
set -euo pipefail
cd "$(dirname "$0")/.."
runs=${1:-20000}
if ((runs <= 20000)); then export WEIR_FUZZ_SEED=${WEIR_FUZZ_SEED:-1}; fi
exec Fuzz/run.sh "$runs" "${@:2}"
