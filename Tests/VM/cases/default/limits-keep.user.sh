#!/usr/bin/env bash
# The same for a unit of the user's own manager, by an ordinary user, with nobody asked for a password.
# deadline: 120
set -euxo pipefail
unit=weir-keep.service
trap 'systemctl --user stop $unit' EXIT
systemd-run --user -q --unit=$unit sleep 9999
weir set $unit memory.max=256M memory.high=200M memory.low=8M pids.max=77 -o json </dev/null >set.json
jq -e '.applied and .changed == 4 and ([.steps[].route] | unique == ["manager"])' set.json
systemctl --user daemon-reload
systemctl --user set-property --runtime $unit CPUWeight=50
systemd-run --user -q --wait true
group=/sys/fs/cgroup$(systemctl --user show -P ControlGroup $unit)
diff <(cat "$group"/{memory.max,memory.high,memory.low,pids.max}) - <<END
268435456
209715200
8388608
77
END
diff <(systemctl --user show $unit -p MemoryMax,MemoryHigh,MemoryLow,TasksMax | sort) - <<END
MemoryHigh=209715200
MemoryLow=8388608
MemoryMax=268435456
TasksMax=77
END
weir get $unit memory.max memory.high pids.max -o json >get.json
jq -e '.files | map_values(.value) | .["memory.max"] == 268435456 and .["memory.high"] == 209715200
  and .["pids.max"] == 77' get.json
