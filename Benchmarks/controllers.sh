#!/usr/bin/env bash
# controllers.sh COMMAND...: runs the command on a host with both versions (hybrid) while version 2 has the controllers that
# version 1 holds and nobody has made a group of, so that they can be measured on a real processor. Afterwards they are
# mounted as they were. Needs root; exit 69 where there is none to move.
set -euo pipefail
# shellcheck source=Benchmarks/groups.sh
. "$(dirname "$0")/groups.sh"
mount=$(cgroup2_mount)
[[ -n $mount ]] || { echo "controllers.sh: no cgroup2 mount here" >&2 && exit 69; }
places=() options=() names=()

clean_up() {
  local index
  for index in "${!places[@]}"; do
    echo "-${names[index]}" 2>/dev/null >"$mount/cgroup.subtree_control" || true
    mount -t cgroup -o "${options[index]}" cgroup "${places[index]}" ||
      echo "controllers.sh: ${places[index]} could not be mounted again: mount -t cgroup -o ${options[index]} cgroup ${places[index]}" >&2
  done
}
trap clean_up EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

# Version 1's, one controller to a mount, with no group but its root: /proc/cgroups counts them.
while read -r place controller; do
  [[ $(awk -v name="$controller" '$1 == name { print $3 }' /proc/cgroups) = 1 ]] || continue
  umount "$place" 2>/dev/null || continue
  name=$controller
  [[ $name != blkio ]] || name=io
  places+=("$place") options+=("$controller") names+=("$name")
  # The kernel takes a moment to give it up, and does not where another mount namespace has it.
  for _ in {1..50}; do
    if grep -qw "$name" "$mount/cgroup.controllers"; then break; fi
    sleep 0.1
  done
  echo "+$name" 2>/dev/null >"$mount/cgroup.subtree_control" || true
done < <(awk '$0 ~ / - cgroup / && $0 !~ /name=/ { count = split($NF, option, ","); print $5, option[count] }' /proc/self/mountinfo)
[[ ${#places[@]} -gt 0 ]] || { echo "controllers.sh: version 1 holds no controller that is free" >&2 && exit 69; }
echo "version 2 has for the time: $(cat "$mount/cgroup.subtree_control")" >&2
"$@"
