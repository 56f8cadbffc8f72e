#!/usr/bin/env bash
# The system's bus dies in the middle of a call, and while a command runs. By name the last case: the users' managers do
# not come back to the new bus, and logind only when it is restarted.
# deadline: 240
set -euxo pipefail
LD_LIBRARY_PATH=/weir/bin /weir/bin/tests.xctest --testing-library swift-testing --filter RealKernelBusDeath 2>&1 | tee tests.txt
grep -qE 'Test run with [1-9][0-9]* test.* passed' tests.txt

# Root's way to the manager is another one, and what the command answers is its own.
code=0
# shellcheck disable=SC2016  # for the inner shell
weir run --unit=weirstray-bus -- sh -c 'kill -KILL "$(systemctl show -P MainPID dbus.service)"; exit 9' || code=$?
[[ $code -eq 9 ]]
for _ in $(seq 150); do
  [[ -n $(systemctl list-units --all --no-legend 'weirstray*')$(find /sys/fs/cgroup -type d -name 'weirstray*') ]] || exit 0
  sleep 0.2
done
exit 1
