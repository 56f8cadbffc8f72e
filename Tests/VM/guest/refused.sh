# shellcheck shell=bash
# Sourced by cases.
# refused PATTERN CODE COMMAND...: it fails with that code and one line on standard error, which holds the pattern.
refused() {
  local pattern=$1 wanted=$2 code=0 line
  shift 2
  # A trace that a function's own standard error would carry, too, is none of it.
  { set +x; } 2>/dev/null
  line=$("$@" 2>&1 >/dev/null </dev/null) || code=$?
  set -x
  [[ $code -eq $wanted && $(wc -l <<<"$line") -eq 1 && $line =~ $pattern ]]
}
