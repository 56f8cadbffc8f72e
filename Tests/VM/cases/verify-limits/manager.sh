#!/usr/bin/env bash
# The service manager executes itself anew while weir talks to it, and jobs are cancelled: weir answers with what is
# true, nothing is half done, nothing is left behind.
# deadline: 1200
set -euxo pipefail
# shellcheck disable=SC2317,SC2329
cleanup() {
  systemctl stop weirmanager.service 2>/dev/null || true
  rm -f /run/systemd/system/weirblock.{service,slice}
  systemctl daemon-reload
}
trap cleanup EXIT

systemd-run --quiet --unit=weirmanager.service sleep 1000
group=/sys/fs/cgroup$(systemctl show -P ControlGroup weirmanager.service)

# Between: what was set stays.
weir set weirmanager.service memory.max=256M cpu.max=50% pids.max=99
systemctl daemon-reexec
[[ $(cat "$group/memory.max") = 268435456 && $(cat "$group/cpu.max") = "50000 100000" && $(cat "$group/pids.max") = 99 ]]
[[ $(systemctl show -P MemoryMax weirmanager.service) = 268435456 ]]
weir set weirmanager.service memory.max=255M
weir set weirmanager.service memory.max=unset cpu.max=unset pids.max=unset
[[ $(cat "$group/memory.max") = max ]]

# During: each call either did it, and file and property say so, or failed with one line, and nothing changed.
set +x
done_=0 failed=0
(for _ in $(seq 12); do
  systemctl daemon-reexec
  sleep 0.4
done) &
reexecuting=$!
number=100
while kill -0 $reexecuting 2>/dev/null; do
  number=$((number + 1))
  before=$(cat "$group/pids.max")
  if weir set weirmanager.service "pids.max=$number" >set.out 2>set.err; then
    done_=$((done_ + 1))
    [[ $(cat "$group/pids.max") = "$number" ]] || { echo "said done, holds $(cat "$group/pids.max")" && exit 1; }
  else
    failed=$((failed + 1))
    cat set.err
    [[ $(wc -l <set.err) -eq 1 ]] || { echo "not one line" && exit 1; }
    now=$(cat "$group/pids.max")
    [[ $now = "$before" ]] || { echo "said failed, but $before became $now" && exit 1; }
  fi
done
wait $reexecuting
echo "set while the manager executes itself anew: $done_ done, $failed failed"
[[ $done_ -gt 0 && $(systemctl show -P TasksMax weirmanager.service) = $(cat "$group/pids.max") ]]

# And a command is run, or weir fails with 125 and the command never started.
ran=0 failed=0
(for _ in $(seq 12); do
  systemctl daemon-reexec
  sleep 0.4
done) &
reexecuting=$!
while kill -0 $reexecuting 2>/dev/null; do
  rm -f started
  code=0
  weir run pids.max=50 -- sh -c 'echo >started; exit 33' 2>run.err || code=$?
  if [[ $code -eq 33 ]]; then
    ran=$((ran + 1))
  elif [[ $code -eq 125 && ! -e started && $(wc -l <run.err) -eq 1 ]]; then
    failed=$((failed + 1))
    cat run.err
  else
    echo "exit $code, started: $(ls started 2>&1)" && cat run.err && exit 1
  fi
done
wait $reexecuting
echo "run while the manager executes itself anew: $ran ran, $failed failed"
[[ $ran -gt 0 ]]
set -x

# A job that is cancelled: the slice waits for a service that never ends, so the scope's own job waits too.
printf '[Unit]\nDefaultDependencies=no\nAfter=weirblock.service\nWants=weirblock.service\n' >/run/systemd/system/weirblock.slice
printf '[Service]\nType=oneshot\nExecStart=/bin/sleep 600\n' >/run/systemd/system/weirblock.service
systemctl daemon-reload
for way in job stop; do
  rm -f started
  weir run --slice=weirblock.slice --unit=weircancel -- sh -c 'echo >started' 2>run.err &
  running=$!
  until systemctl list-jobs --no-legend | grep -q weircancel.scope; do sleep 0.2; done
  case $way in
    job) systemctl cancel "$(systemctl list-jobs --no-legend | awk '$2 == "weircancel.scope" { print $1 }')" ;;
    stop) systemctl stop weircancel.scope ;;
  esac
  code=0
  wait $running || code=$?
  [[ $code -eq 125 && ! -e started && $(wc -l <run.err) -eq 1 ]]
  cat run.err
  systemctl stop weirblock.service weirblock.slice
  [[ -z $(systemctl list-units --all --no-legend weircancel.scope) ]]
done

for _ in $(seq 50); do
  [[ -n $(systemctl list-units --all --no-legend 'weir-run-*.scope') ]] || exit 0
  sleep 0.2
done
systemctl list-units --all 'weir-run-*.scope'
exit 1
