#!/usr/bin/env bash
# Of an ordinary user's own manager the same groups are protected, and what only has such a name is not.
# deadline: 180
set -euxo pipefail
trap 'systemctl --user stop weirplain.service || true' EXIT
manager=/user.slice/user-1000.slice/user@1000.service
# shellcheck source=Tests/VM/guest/refused.sh
. /weir/guest/refused.sh
systemd-run --user --quiet --unit=weirplain.service sleep 1000
for target in "$manager/init.scope" "$manager" self; do
  refused "^weir: a lower pids.max for .* is refused: it is protected" 1 weir set "$target" pids.max=7 --dry-run
done
weir set weirplain.service pids.max=7 --dry-run
process=$(head -n 1 "/sys/fs/cgroup$manager/init.scope/cgroup.procs")
refused "^weir: taking process $process out of $manager/init.scope is refused" 1 weir adopt "$process"
