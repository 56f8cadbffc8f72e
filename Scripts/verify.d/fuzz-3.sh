#!/usr/bin/env bash
# Part 3 of 4 of the long fuzzing: 10^7 inputs a parser. All parsers get 10^6 before one gets more, and a run that was
# broken off goes on where it was: what is reached at any time is even.
set -euo pipefail
cd "$(dirname "$0")/../.."
for millions in 1 2 4 7 10; do WEIR_FUZZ_PART=3/4 Scripts/fuzz.sh "$((millions * 1000000))"; done
