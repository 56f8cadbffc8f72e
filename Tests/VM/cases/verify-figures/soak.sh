#!/usr/bin/env bash
# `weir stat -d 1` for an hour on a machine where services come and go: neither memory nor descriptors grow, and there
# is a line a second, or where the guest is emulated and busy one in two at least. WEIR_SECONDS: how long (3600).
# deadline: 4200
set -euxo pipefail
seconds=${WEIR_SECONDS:-3600}
cleanup() { kill "${stat:-}" "${churn:-}" || true; } 2>/dev/null
trap cleanup EXIT
weir stat -d 1 -o ndjson >out.fifo.ndjson &
stat=$!
churn() {
  local number=0
  while :; do
    systemd-run --quiet --collect --unit "soak-$((number % 5))" -p MemoryMax=64M sleep 5 || true
    number=$((number + 1))
    sleep 3
  done
}
set +x
churn &
churn=$!
measure() { # resident kB and descriptors
  echo "$(awk '/^VmRSS/ { print $2 }' "/proc/$stat/status") $(find "/proc/$stat/fd" -mindepth 1 | wc -l)"
}
lines=0
tally() { # the file is emptied, so that an hour fits
  lines=$((lines + $(wc -l <out.fifo.ndjson)))
}
sleep $((seconds / 6 > 20 ? seconds / 6 : 20))
read -r early early_open < <(measure)
for _ in 1 2 3 4 5; do
  sleep $((seconds / 6))
  kill -0 "$stat"
  echo "soak: $(measure)"
done
read -r late late_open < <(measure)
tally
echo "soak: $seconds s, $lines lines; resident $early kB early, $late kB late; descriptors $early_open, $late_open"
set -x
# Of a process that is gone there is nothing to hold against.
((early > 0 && late > 0 && early_open > 0 && late_open > 0))
# What the allocator keeps may wander a little; what leaks in a second would be seen an hour long.
((late <= early + early / 20 + 512))
((late_open <= early_open + 24))
# A line every two seconds; the sleeps above are sixths of the time.
((2 * lines >= seconds / 6 * 6))
