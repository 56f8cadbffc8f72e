#!/usr/bin/env bash
# weir tree -o json against the kernel's own files, of groups that stand still: who lives there, frozen or not, memory, what
# caps it and who says so, CPU time, pids and the three pressures.
# deadline: 360
set -euxo pipefail
units=(weirtree-free weirtree-tight weirtree-wide)
cleanup() {
  systemctl thaw weirtree-free.service || true
  systemctl stop "${units[@]/%/.service}" weirtree.slice || true
  systemctl revert weirtree.slice || true
} 2>/dev/null
trap cleanup EXIT
slice=/weirtree.slice
# A spinner that is held for a while, so that there is pressure to be told of.
systemd-run --quiet --unit=weirtree-free --slice=weirtree.slice -p CPUQuota=20% \
  sh -c 'sleep 1000 & while :; do :; done'
systemd-run --quiet --unit=weirtree-tight --slice=weirtree.slice -p MemoryMax=100M sleep 1000
systemd-run --quiet --unit=weirtree-wide --slice=weirtree.slice -p MemoryMax=1G sleep 1000
systemctl set-property --runtime weirtree.slice MemoryMax=300M
[[ $(cat /sys/fs/cgroup$slice/memory.max) = 314572800 ]]
sleep 8
systemctl freeze weirtree-free.service

raw() { # GROUP: the same figures from the files
  local directory=/sys/fs/cgroup$1 file some
  flat() { sed -n "s/^$2 //p" "$directory/$1"; }
  # The pressure files first: a look at one that is due brings it up to date.
  for file in cpu memory io; do
    some=$(sed -n 's/^some avg10=\([0-9.]*\) .*/\1/p' "$directory/$file.pressure")
    printf '{"pressure_%s_avg10": %s}\n' "$file" "$some"
  done
  printf '{"populated": %s, "frozen": %s}\n' "$(flat cgroup.events populated)" "$(flat cgroup.events frozen)"
  printf '{"cpu_usage_usec": %s}\n' "$(flat cpu.stat usage_usec)"
  printf '{"memory_current": %s, "pids_current": %s}\n' "$(<"$directory/memory.current")" "$(<"$directory/pids.current")"
  printf '{"processes": [%s]}\n' "$(sort -n "$directory/cgroup.procs" | paste -sd,)"
}
figures() { # GROUP
  raw "$1" | jq -sc 'add | .populated |= (. == 1) | .frozen |= (. == 1)'
}
told() { # GROUP
  jq -c --arg path "$1" '.groups[] | select(.path == $path) | .processes |= map(.pid)
    | {pressure_cpu_avg10, pressure_memory_avg10, pressure_io_avg10, populated, frozen, cpu_usage_usec, memory_current,
       pids_current, processes}' tree.json
}
# Between two equal looks at the files nothing moved: then weir, between them, saw the same. Of the pressures, which go on
# to sink, and for one period more to rise, it saw what lies between. What moved meanwhile is looked at again.
agrees() { # GROUP
  local before after
  for _ in $(seq 20); do
    before=$(figures "$1")
    weir tree "$slice" -o json >tree.json
    after=$(figures "$1")
    if jq -ne --argjson before "$before" --argjson after "$after" --argjson weir "$(told "$1")" '
      def pressures: [.pressure_cpu_avg10, .pressure_memory_avg10, .pressure_io_avg10];
      def still: with_entries(select(.key | startswith("pressure") | not));
      ($before | still) == ($after | still) and ($before | still) == ($weir | still)
        and all([$before, $weir, $after | pressures] | transpose[]; ([.[0], .[2]] | sort) as [$low, $high]
          | $low <= .[1] and .[1] <= $high)'; then
      return
    fi
  done
  return 1
}
agrees $slice/weirtree-free.service
jq -e --arg path $slice/weirtree-free.service '.groups[] | select(.path == $path)
  | .populated and .frozen and .pids_current == 2 and (.processes | length) == 2 and .pressure_cpu_avg10 > 0
    and .cpu_usage_usec > 100000 and .memory_current > 0 and .absent == {}' tree.json
agrees $slice/weirtree-tight.service
jq -e --arg path $slice/weirtree-tight.service '.groups[] | select(.path == $path)
  | .populated and (.frozen | not) and .pids_current == 1 and .depth == 1' tree.json
agrees $slice
jq -e --arg path $slice '.groups[0] | .path == $path and .depth == 0 and .pids_current == 4 and .processes == []' tree.json

# Who caps the memory: the tightest of a group and those above it.
cap() { # NAME VALUE SETTER
  jq -e --arg path "$slice/weirtree-$1.service" --argjson value "$2" --arg setter "$3" '.groups[]
    | select(.path == $path) | .memory_cap == {value: $value, set_by: $setter, at_least: false}' tree.json
}
cap free 314572800 $slice
cap tight 104857600 $slice/weirtree-tight.service
cap wide 314572800 $slice
# The same where the slice is above what is asked for.
weir tree weirtree-free.service -o json | jq -e '.groups[0].memory_cap == {value: 314572800, set_by: "/weirtree.slice", at_least: false}'
weir tree weirtree-free.service | grep -q "weirtree-free.service .*frozen"
systemctl set-property --runtime weirtree.slice MemoryMax=50M
weir tree weirtree-tight.service -o json | jq -e '.groups[0].memory_cap == {value: 52428800, set_by: "/weirtree.slice", at_least: false}'
