#!/usr/bin/env bash
# Part 1 of 4 of the long fuzzing: 10^7 inputs a parser.
set -euo pipefail
cd "$(dirname "$0")/../.."
WEIR_FUZZ_PART=1/4 exec Scripts/fuzz.sh "${RUNS:-10000000}"
