#!/usr/bin/env bash
# What the doctor and weir get advise, done to the letter as it is copied: afterwards it is as they said it would be.
# deadline: 400
set -euxo pipefail
groups=/sys/fs/cgroup
user=weirbob
cleanup() {
  [[ -z ${options:-} ]] || mount --options-mode ignore -o "remount,$options" $groups || true
  rmdir $groups/weirremedy/{child,} || true
  rm -rf /etc/systemd/system/user@.service.d/delegate.conf
  systemctl daemon-reload
  loginctl disable-linger $user || true
  for _ in $(seq 50); do
    if userdel --force --remove $user || ! id $user; then break; fi
    sleep 0.5
  done
} 2>/dev/null
trap cleanup EXIT
# As root has it; who copies the lines has sudo.
mkdir bin
printf '#!/bin/sh\nexec "$@"\n' >bin/sudo
chmod 755 bin bin/sudo
PATH=$PWD/bin:$PATH

finding() { # CODE [USER]
  ${2:+runuser -u "$2" --} weir doctor -o json | jq -e --arg code "$1" '.findings[] | select(.code == $code)'
}
follow() { # CODE [USER]: it is no ok, and has lines; those are run in one shell
  finding "$@" >finding.json
  jq -e '.mark != "ok" and (.remedy | length) > 0' finding.json
  jq -r '.remedy[]' finding.json >lines.sh
  bash -euxo pipefail lines.sh
}
heals() { # CODE [USER]: and now it is ok, within 20 s where a service has to start
  follow "$@"
  for _ in $(seq 40); do
    if finding "$@" | jq -e '.mark == "ok"'; then return; fi
    sleep 0.5
  done
  return 1
}

# A controller that is not handed down: what weir get says of the file.
echo +memory +pids >$groups/cgroup.subtree_control
mkdir $groups/weirremedy $groups/weirremedy/child
weir get /weirremedy/child memory.max -o json >get.json
line=$(jq -r '.. | .remedy? | strings' get.json)
bash -euxo pipefail -c "${line%%, or *}"
[[ $(weir get /weirremedy/child memory.max) = max ]]

# Pressure that was switched off in a group.
echo 0 >$groups/weirremedy/cgroup.pressure
follow pressure.switched_off
[[ $(<$groups/weirremedy/cgroup.pressure) = 1 ]]
weir get /weirremedy cpu.pressure | grep -q '^some avg10='

# Controllers that systemd has no word for, where the root hands them to nobody.
for controller in hugetlb misc rdma; do
  [[ " $(<$groups/cgroup.controllers) " = *" $controller "* ]] || continue
  find $groups -depth -name cgroup.subtree_control -exec sh -c 'echo "-$1" >"$2"' - $controller {} \; || true
  [[ " $(<$groups/cgroup.subtree_control) " != *" $controller "* ]]
  heals controller.$controller
done
# Options of the mount, one after the other; in the end it is mounted as before.
options=$(findmnt -no OPTIONS $groups)
[[ $options = *nsdelegate*memory_recursiveprot* ]]
mount --options-mode ignore -o "remount,${options/nsdelegate*/memory_localevents}" $groups
[[ $(findmnt -no OPTIONS $groups) != *nsdelegate* ]]
for option in nsdelegate memory_recursiveprot memory_localevents; do heals mount.$option; done
[[ $(findmnt -no OPTIONS $groups) = "$options" ]]
# Read-only, as in a container.
export -f finding follow heals
unshare --mount bash -euxc "mount -o remount,ro,bind $groups && heals mount.read_only && echo 7 >$groups/weirremedy/pids.max"
[[ $(<$groups/weirremedy/pids.max) = 7 ]]

# An ordinary user: without a manager of her own, and with one that was given few controllers.
useradd --create-home $user
follow rights.manager $user
for _ in $(seq 40); do
  if finding rights.manager $user | jq -e '.facts.controllers != null'; then break; fi
  sleep 0.5
done
weir get "/user.slice/user-$(id -u $user).slice/user@$(id -u $user).service" cgroup.controllers
heals rights.manager $user
finding rights.manager $user | jq -e '.mark == "ok" and (.facts.controllers | contains(["cpu", "cpuset", "io", "memory", "pids"]))'
