#!/usr/bin/env bash
# An ordinary user sees what modes allow, with reasons for the rest, and the own groups as everybody else does.
set -euxo pipefail
json=$(weir stat -d 1s -n 1 -o json -c cpu.cores,memory.current,memory.share,io.bytes,age)
jq -e '.groups | length > 3' <<<"$json"
# Every figure that is null has its reason, and no other one has.
jq -e '.groups[] | . as $group | [.figures | to_entries[] | select(.value == null) | .key] | sort == ($group.absent | keys)' <<<"$json" >/dev/null
jq -e '[.groups[].figures["memory.current"] | numbers] | length > 3' <<<"$json"
weir stat -d 1s -n 1 | grep -q '^NAME'
