#!/usr/bin/env bash
# Groups are born and die as fast as mkdir(2) and rmdir(2) go while `weir stat` samples the whole machine four times a
# second: no wrong figure, no descriptor left, no crash. Prints the rate that was reached. WEIR_SECONDS: how long.
# deadline: 720
set -euxo pipefail
seconds=${WEIR_SECONDS:-300}
top=/sys/fs/cgroup/weir-storm
cleanup() {
  kill "${stat:-}" "${storm:-}" || true
  for _ in {1..50}; do find "$top" -depth -type d -exec rmdir {} + && break; sleep 0.1; done
} 2>/dev/null
trap cleanup EXIT
echo "+cpu +memory +io +pids" >/sys/fs/cgroup/cgroup.subtree_control
mkdir "$top"
echo "+cpu +memory +io +pids" >"$top/cgroup.subtree_control"
weir stat -d 250ms -o ndjson -c cpu.cores,cpu.stat.usage_usec,memory.current,io.bytes,pids.current >out.ndjson &
stat=$!
for _ in {1..60}; do [[ ! -s out.ndjson ]] || break; sleep 1; done
count() { find "/proc/$stat/fd" -mindepth 1 | wc -l; }
before=$(count)
# Most are gone before anybody looks; in each round two live for half a second, one under the same name as before.
cat >storm.py <<'PYTHON'
import os, sys, time
top, end = sys.argv[1], time.monotonic() + float(sys.argv[2])
births = rounds = 0
while time.monotonic() < end:
    for path in (top + "/lives", top + f"/lives-{rounds % 7}"):
        os.mkdir(path)
        births += 1
    pause = time.monotonic() + 0.5
    while time.monotonic() < pause:
        for name in ("a", "b", "c"):
            os.mkdir(top + "/" + name)
        for name in ("a", "b", "c"):
            os.rmdir(top + "/" + name)
        births += 3
    for path in (top + "/lives", top + f"/lives-{rounds % 7}"):
        os.rmdir(path)
    rounds += 1
print(births)
PYTHON
python3 storm.py "$top" "$seconds" >births.txt &
storm=$!
wait "$storm"
storm=
sleep 3
after=$(count)
kill -0 "$stat"
kill "$stat"
code=0
wait "$stat" || code=$?
stat=
[[ $code -eq 143 ]]
births=$(cat births.txt)
echo "storm: $births births and as many deaths in $seconds s, $((births / seconds)) a second;" \
  "$(wc -l <out.ndjson) samples; descriptors $before before, $after after"
# Some were seen; nobody lives in them, so that whatever moves is a mistake.
jq -es '[.[].groups[] | select(.path | startswith("/weir-storm/"))] as $seen
  | ($seen | map(.id) | unique | length) > 20
  and all($seen[].figures; (.["cpu.cores"] // 0) < 0.01 and (.["io.bytes"] // 0) == 0 and (.["pids.current"] // 0) == 0)
  ' out.ndjson
# No figure of any group is beyond what the machine has.
jq -es --argjson cpus "$(nproc)" 'all(.[].groups[].figures; (.["cpu.cores"] // 0) >= 0 and (.["cpu.cores"] // 0) < 3 * $cpus)' out.ndjson
((after <= before + 16))
