#!/usr/bin/env bash
# With those words on the kernel's command line there is no problem left, and the files are read.
set -euxo pipefail
weir doctor -o json | tee doctor.json
jq -e '.problem_count == 0 and .hierarchy == "unified"
  and any(.findings[]; .code == "pressure" and .mark == "ok")' doctor.json
weir get system.slice memory.max pids.max memory.pressure | grep -E '^memory.max\s+max$'
weir get system.slice memory.pressure | grep -q '^some avg10='
