#!/usr/bin/env bash
# A unit's file or drop-in that changed and was not read yet: weir get tells what is in force; weir set says so, and changes
# what was asked alone; what the file says comes with the next daemon-reload, which giving back makes.
# deadline: 240
set -euxo pipefail
file=/etc/systemd/system/weirstale.service
cleanup() {
  systemctl stop weirstale.service || true
  rm -rf "$file" "$file.d" {/etc,/run}/systemd/system.control/weirstale.service.d
  systemctl daemon-reload
}
trap cleanup EXIT
write() { printf '[Service]\nExecStart=/bin/sleep 1000\nMemoryMax=%s\n' "$1" >"$file"; }
shows() { [[ $(systemctl show -P "$1" weirstale.service) = "$2" ]]; }
warns() { jq -e '[.steps[].warnings[]] | any(startswith("files of weirstale.service changed since systemd read them"))'; }

write 64M
systemctl daemon-reload
systemctl start weirstale.service
shows NeedDaemonReload no
weir set weirstale.service pids.max=40 --dry-run -o json | (! warns)

write 96M
shows NeedDaemonReload yes
[[ $(weir get weirstale.service memory.max) = 67108864 ]]
weir set weirstale.service pids.max=50 -o json | warns
weir set weirstale.service pids.max=51 | grep -q '  note: files of weirstale.service changed'
[[ $(weir get weirstale.service pids.max) = 51 && $(weir get weirstale.service memory.max) = 67108864 ]]
shows MemoryMax 67108864
shows NeedDaemonReload yes
# What goes into a file has nothing to do with the unit's.
weir set weirstale.service memory.swap.high=100M -o json | (! warns)
weir why -d 1s weirstale.service

systemctl daemon-reload
shows NeedDaemonReload no
shows MemoryMax 100663296
shows TasksMax 51
weir set weirstale.service pids.max=52 -o json | (! warns)

# Drop-ins: an administrator's that nobody read, beside one that weir had made.
made=/etc/systemd/system.control/weirstale.service.d/50-TasksMax.conf
# What lasted until the reboot is put back as such.
undo=$(weir set weirstale.service pids.max=53 --persistent -o json | jq -r .undo)
[[ -e $made && $undo = 'weir set weirstale.service pids.max=unset --if pids.max=53 && weir set weirstale.service pids.max=52' ]]
bash -euc "$undo"
shows TasksMax 52
[[ ! -e $made ]] && grep -qx TasksMax=52 "/run${made#/etc}"
weir set weirstale.service pids.max=53 --persistent
systemctl show -P DropInPaths weirstale.service | tr ' ' '\n' | grep -qx "$made"
# systemd 252 (Debian 12) has not read the drop-in that it has just written.
if [[ $WEIR_VM_KERNEL != 12 ]]; then shows NeedDaemonReload no; fi
# Another value that is not for good stands behind it: said.
weir set weirstale.service pids.max=54 -o json | jq -e '.steps[0].lasts | startswith("until the next daemon-reload")'
systemctl daemon-reload
shows TasksMax 53
weir set weirstale.service pids.max=55 --persistent -o json | jq -e '.steps[0].lasts == "for good"'
mkdir -p "$file.d"
printf '[Service]\nMemoryMax=80M\n' >"$file.d/10-admin.conf"
# Nor does it see a directory of drop-ins that came after its last look.
if [[ $WEIR_VM_KERNEL = 12 ]]; then warns() { jq -e .applied; }; else
  shows NeedDaemonReload yes
  weir set weirstale.service pids.max=unset --dry-run -o json | warns
fi
shows MemoryMax 100663296
weir set weirstale.service pids.max=unset -o json | warns
shows NeedDaemonReload no
shows MemoryMax 83886080
shows DropInPaths "$file.d/10-admin.conf"
[[ ! -e $made ]]
