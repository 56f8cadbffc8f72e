#!/usr/bin/env bash
# Ten thousand groups with all controllers: every one is a row, within the default budget of descriptors, in bounded
# memory. Prints what a sample costs. WEIR_GROUPS: how many.
# deadline: 1500
set -euxo pipefail
groups=${WEIR_GROUPS:-10000}
top=/sys/fs/cgroup/weir-many
cleanup() {
  kill "${stat:-}" || true
  for _ in {1..10}; do find "$top" -depth -type d -exec rmdir {} + && break; sleep 1; done
} 2>/dev/null
trap cleanup EXIT
echo "+cpu +memory +io +pids" >/sys/fs/cgroup/cgroup.subtree_control
mkdir "$top"
echo "+cpu +memory +io +pids" >"$top/cgroup.subtree_control"
set +x
for ((outer = 0; outer < groups / 100; outer++)); do
  mkdir "$top/s$outer.slice"
  echo "+cpu +memory +io +pids" >"$top/s$outer.slice/cgroup.subtree_control"
  (cd "$top/s$outer.slice" && eval "mkdir g{1..99}.service")
done
set -x
# The other commands among as many.
[[ $(weir tree --bare /weir-many | wc -l) -eq $(find "$top" -type d | wc -l) ]]
weir tree /weir-many -o json --no-names | jq -e --argjson groups "$groups" '.groups | length == $groups + 1'
[[ $(weir get s$((groups / 100 - 1)).slice cgroup.stat | sed -n 's/^nr_descendants //p') = 99 ]]
weir stat -d 10s -o ndjson /weir-many >out.ndjson &
stat=$!
lines() { wc -l <out.ndjson; }
for _ in {1..300}; do (($(lines) < 1)) || break; sleep 2; done
(($(lines) >= 1))
ticks() { sed 's/.*) //' "/proc/$stat/stat" | awk '{ print $12 + $13 }'; }
first=$(lines) began=$(ticks)
for _ in {1..300}; do (($(lines) < first + 2)) || break; sleep 2; done
spent=$(($(ticks) - began)) samples=$(($(lines) - first))
((samples >= 2))
resident=$(awk '/^VmRSS/ { print $2 }' "/proc/$stat/status")
# Of the groups' files, and not of their directories, whose names have a point as well. Figures and OOM kills are of two
# samplers, each with the default budget; events are what the second reads.
kept() { find "/proc/$stat/fd" -mindepth 1 -lname '*/weir-many/*' -printf '%l\n' | grep -cE "$1" || true; }
figures=$(kept '/(cgroup|cpu|cpuset|io|pids)\.[a-z_.]+$|/memory\.(current|max|high|stat|pressure)$')
events=$(kept '/memory\.events(\.local)?$')
echo "many: $groups groups, $((spent * 10 / samples)) ms of processor time a sample, $resident kB resident," \
  "$(find "/proc/$stat/fd" -mindepth 1 | wc -l) descriptors, $figures files kept for figures, $events for kills"
((figures > 0 && figures <= 4096))
((events > 0 && events <= 4096))
# Slices are sums of other rows and no rows themselves; the group above all was asked for.
jq -es --argjson groups "$groups" '.[-1].groups | length == ($groups / 100 | floor) * 99 + 1' out.ndjson
jq -es 'all(.[-1].groups[]; .figures["memory.current"] != null and .figures["cpu.cores"] != null)' out.ndjson
# A directory for each group, the budget of files, and a few of its own.
(($(find "/proc/$stat/fd" -mindepth 1 | wc -l) <= 2 * groups + 2 * 4096 + 200))
# 15 MB and 3 kB a group, and the text of ten thousand rows besides: 80 MB.
((resident <= 15000 + 3 * groups + 35000))
