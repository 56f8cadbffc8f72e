#!/usr/bin/env bash
# The user's bus dies in the middle of a call. By name among the last: the guest's buses are not the same afterwards.
# deadline: 240
set -euxo pipefail
LD_LIBRARY_PATH=/weir/bin /weir/bin/tests.xctest --testing-library swift-testing --filter RealKernelBusDeath 2>&1 | tee tests.txt
grep -qE 'Test run with [1-9][0-9]* test.* passed' tests.txt
