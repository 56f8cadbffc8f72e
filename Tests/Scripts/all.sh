#!/usr/bin/env bash
# all.sh: the tests of Scripts/, each NAME-test.sh beside this file; all are run, and one that fails fails this.
set -euo pipefail
code=0
for test in "$(dirname "$0")"/*-test.sh; do "$test" || code=1; done
exit "$code"
