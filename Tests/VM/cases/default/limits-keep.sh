#!/usr/bin/env bash
# What weir set wrote is still there after daemon-reload, an unrelated set-property and another unit's start: the file,
# systemd's property and weir get agree, for a service, a scope and a slice.
# deadline: 240
set -euxo pipefail
service=weir-keep.service scope=weir-keep.scope slice=weirkeep.slice
device=$(lsblk -dno MAJ:MIN /dev/vda | tr -d ' ')
clean() { systemctl stop weir-keep.service weir-keep.scope weir-keep-inside.service weirkeep.slice || true; }
trap clean EXIT
systemd-run -q --unit=$service -p MemoryAccounting=yes -p CPUAccounting=yes -p IOAccounting=yes sleep 9999
systemd-run -q --scope --unit=$scope -p MemoryAccounting=yes sleep 9999 &
systemd-run -q --unit=weir-keep-inside.service --slice=$slice sleep 9999
until systemctl -q is-active $scope; do sleep 0.1; done

for unit in $service $scope $slice; do
  weir set $unit memory.max=256M memory.high=200M memory.low=16M memory.swap.max=64M cpu.max=50% cpu.weight=250 \
    pids.max=77 io.max=$device,rbps=50M -o json >set.json
  jq -e '.applied and .changed == 8 and ([.steps[].route] | unique == ["manager"])' set.json
done
systemctl daemon-reload
for unit in $service $scope $slice; do systemctl set-property --runtime $unit MemoryMin=1M; done
systemd-run -q --wait true

for unit in $service $scope $slice; do
  group=/sys/fs/cgroup$(systemctl show -P ControlGroup $unit)
  cat "$group"/{memory.max,memory.high,memory.low,memory.swap.max,cpu.max,cpu.weight,pids.max,io.max} >files
  diff files - <<END
268435456
209715200
16777216
67108864
50000 100000
250
77
$device rbps=50000000 wbps=max riops=max wiops=max
END
  systemctl show $unit -p MemoryMax,MemoryHigh,MemoryLow,MemorySwapMax,CPUQuotaPerSecUSec,CPUWeight,TasksMax \
    -p IOReadBandwidthMax | sort >properties
  diff properties - <<END
CPUQuotaPerSecUSec=500ms
CPUWeight=250
IOReadBandwidthMax=/dev/block/$device 50000000
MemoryHigh=209715200
MemoryLow=16777216
MemoryMax=268435456
MemorySwapMax=67108864
TasksMax=77
END
  weir get $unit memory.max memory.high memory.low memory.swap.max cpu.max cpu.weight pids.max io.max -o json >get.json
  jq -e '.files | map_values(.value) | .["memory.max"] == 268435456 and .["memory.high"] == 209715200
    and .["memory.low"] == 16777216 and .["memory.swap.max"] == 67108864 and .["cpu.weight"] == 250
    and .["pids.max"] == 77' get.json
  jq -c '.files | .["cpu.max"], .["io.max"]' get.json
done
