#!/usr/bin/env bash
# An ordinary user adopts from the session: the processes go below the user's own manager, and so does what they fork
# meanwhile, though the user may not write the group above both.
# deadline: 240
set -euxo pipefail
root=
trap 'systemctl --user stop "weirfork*.scope" || true; kill $root 2>/dev/null || true' EXIT
group_of() { sed -n 's/^0:://p' "/proc/$1/cgroup" 2>/dev/null; }
[[ $(group_of $$) = /user.slice/user-1000.slice/session-*.scope ]]
for round in 1 2 3 4; do
  sh -c 'while :; do sleep 1 & sleep 0.05; done' >/dev/null 2>&1 &
  root=$!
  sleep 1.5
  scope=/user.slice/user-1000.slice/user@1000.service/app.slice/weirfork$round.scope
  weir adopt --tree "$root" --unit=weirfork$round >tree.txt
  grep -qx "$root: $scope" tree.txt
  read -r -a children <"/proc/$root/task/$root/children" || true
  for process in "${children[@]}"; do
    # One that is about to end may be seen where it was.
    for _ in 1 2 3 4 5; do
      place=$(group_of "$process") || continue 2
      if [[ $place = "$scope" ]] || ! grep -q '^State:	[^ZX]' "/proc/$process/status"; then continue 2; fi
      sleep 0.3
    done
    exit 1
  done
  systemctl --user stop weirfork$round.scope
  wait "$root" || true
done
