#!/usr/bin/env bash
# alice is an ordinary user with a login session and a user manager: what the .user.sh cases stand on.
set -euxo pipefail
[[ $(id -un) = alice && $(id -u) -ne 0 ]]
[[ -S $XDG_RUNTIME_DIR/bus ]]
systemctl --user is-active default.target
loginctl show-user alice -p Linger | grep -qx Linger=yes
