#!/usr/bin/env bash
# Every limit that a real kernel keeps by device is on the page where it is asked for, and only there: io.max and
# io.latency of a service, and what the other controllers of this kernel have.
# deadline: 120
set -euxo pipefail
disk=$(lsblk -dno NAME,MAJ:MIN,RO | awk '$1 ~ /^vd/ && $3 == 0 { print $1, $2; exit }')
read -r name number <<<"$disk"
group=/sys/fs/cgroup/weir-limits.slice
undo() { rmdir $group; }
grep -qw io /sys/fs/cgroup/cgroup.subtree_control || echo +io >/sys/fs/cgroup/cgroup.subtree_control
mkdir $group
trap undo EXIT
echo "$number rbps=1048576 wiops=120" >$group/io.max

# page OPTION...: what is served of the group, which is there.
page() {
  weir-exporter --once "$@" >whole.txt
  grep -q '^cgroup_info{cgroup="/weir-limits.slice"' whole.txt
  grep 'cgroup="/weir-limits.slice"' whole.txt
}
page >plain.txt
[[ $(grep -c _device_ plain.txt) -eq 0 ]]
page --collector.io.devices >devices.txt
grep "^cgroup_io_device_read_limit_bytes_per_second{.*device=\"$name\".*} 1048576$" devices.txt
grep "^cgroup_io_device_write_limit_operations_per_second{.*device=\"$name\".*} 120$" devices.txt
# What is max is no limit.
[[ $(grep -c 'cgroup_io_device_write_limit_bytes\|cgroup_io_device_read_limit_operations' devices.txt) -eq 0 ]]
# By its target of 75 ms, and without it again.
if [[ -e $group/io.latency ]]; then
  echo "$number target=75000" >$group/io.latency
  page --collector.io.devices | grep "^cgroup_io_device_latency_target_seconds{.*device=\"$name\".*} 0.075$"
  echo "$number target=0" >$group/io.latency
fi
echo "$number rbps=max wiops=max" >$group/io.max
page --collector.io.devices >devices.txt
[[ $(grep -c 'read_limit_bytes' devices.txt) -eq 0 ]]

# A controller that this kernel has is read without a complaint, one that it lacks leaves no series.
weir-exporter --once --collector.misc --collector.rdma --collector.dmem >page.txt
for controller in misc rdma dmem; do
  grep "^weir_scrape_collector_success{collector=\"$controller\"} 1$" page.txt
  if [[ " $(cat /sys/fs/cgroup/cgroup.controllers) " != *" $controller "* ]]; then
    [[ $(grep -c "^cgroup_${controller}_" page.txt) -eq 0 ]]
  fi
done
