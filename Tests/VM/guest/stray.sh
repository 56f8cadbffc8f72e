# shellcheck shell=bash
# Sourced by cases about what is left behind.

gone() { # COMMAND...: within 30 s it prints nothing
  local there
  for _ in $(seq 150); do
    # What could not look has not seen that nothing is there.
    if there=$("$@") && [[ -z $there ]]; then return 0; fi
    sleep 0.2
  done
  "$@"
  return 1
}

# What a whole run takes, in microseconds: not the first, which reads the program from the disk. It fails as one: errexit
# is not inherited by $(whole_run).
whole_run() {
  local began
  weir run --unit=weirstray-first -- true &&
    began=${EPOCHREALTIME/./} &&
    weir run --unit=weirstray-whole -- true &&
    echo $((${EPOCHREALTIME/./} - began))
}

strike() { # MICROSECONDS COMMAND...: runs it, and kills it after so long
  local after=$1 pid
  shift
  "$@" &
  pid=$!
  sleep "$(printf '%d.%06d' $((after / 1000000)) $((after % 1000000)))"
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" || true
}
