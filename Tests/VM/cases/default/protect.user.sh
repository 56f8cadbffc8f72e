#!/usr/bin/env bash
# Of an ordinary user's own manager the same groups are protected, and what only has such a name is not.
# deadline: 180
set -euxo pipefail
trap 'systemctl --user stop weirplain.service || true' EXIT
manager=/user.slice/user-1000.slice/user@1000.service
refuses() { # PATTERN ARGUMENT...
  local pattern=$1 code=0 line
  shift
  line=$("$@" 2>&1 >/dev/null </dev/null) || code=$?
  [[ $code -eq 1 && $(wc -l <<<"$line") -eq 1 && $line =~ $pattern ]]
}
systemd-run --user --quiet --unit=weirplain.service sleep 1000
for target in "$manager/init.scope" "$manager" self; do
  refuses "^weir: a lower pids.max for .* is refused: it is protected" weir set "$target" pids.max=7 --dry-run
done
weir set weirplain.service pids.max=7 --dry-run
process=$(head -n 1 "/sys/fs/cgroup$manager/init.scope/cgroup.procs")
refuses "^weir: taking process $process out of $manager/init.scope is refused" weir adopt "$process"
