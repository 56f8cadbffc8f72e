#!/usr/bin/env bash
# Rootless podman: the container's scope is below the user's own manager, and is named with its user.
# deadline: 360
set -euxo pipefail
/weir/guest/containers.sh
id=$(podman run -d --name ci --network none weir-busybox sleep 9999)
manager=/sys/fs/cgroup/user.slice/user-$UID.slice/user@$UID.service
grep -qx 'populated 1' "$manager/user.slice/libpod-$id.scope/cgroup.events"
[[ $(weir get "$USER/podman:ci" cgroup.events | head -n 1) = 'populated 1' ]]
weir set ci memory.max=64M
[[ $(cat "$manager/user.slice/libpod-$id.scope/memory.max") = 67108864 ]]
weir tree -o json | jq -e --arg id "$id" \
  '.groups[] | select(.identity.target == env.USER + "/podman:ci" and .identity.belongs_to == null) | .identity.id == $id'
podman rm -f -t 0 ci

# What else is a user's: the session that this is, apps as desktops start them, services. By systemd's own answers.
identity() { weir tree -o json | jq -ec --arg path "$1" '.groups[] | select(.path == $path) | .identity | [.kind, .target, .user, .unit]'; }
own=$(sed -n 's/^0:://p' /proc/self/cgroup)
[[ $(identity "$own") = "[\"session\",\"$USER/session-$XDG_SESSION_ID\",\"$USER\",\"$(loginctl show-session -P Scope "$XDG_SESSION_ID")\"]" ]]
cleanup() {
  systemctl --user stop app-weir-org.weir.Editor-4711.scope app-org.weir.Viewer@42.service weir-mine.service || true
}
trap cleanup EXIT
systemd-run --user --quiet --scope --slice=app.slice --unit=app-weir-org.weir.Editor-4711 sleep 9999 &
systemd-run --user --quiet --slice=app.slice --unit=app-org.weir.Viewer@42 sleep 9999
systemd-run --user --quiet --unit=weir-mine sleep 9999
for _ in {1..50}; do
  if systemctl --user --quiet is-active app-weir-org.weir.Editor-4711.scope; then break; fi
  sleep 0.2
done
named() { # UNIT KIND NAME
  [[ $(identity "$(systemctl --user show -P ControlGroup "$1")") = "[\"$2\",\"$USER/$3\",\"$USER\",\"$1\"]" ]]
  [[ $(weir get "$USER/$3" pids.current) -eq 1 ]]
}
named app-weir-org.weir.Editor-4711.scope app app-org.weir.Editor
named app-org.weir.Viewer@42.service app app-org.weir.Viewer
named weir-mine.service service weir-mine.service
