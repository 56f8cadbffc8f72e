# Sourced: what the tests of scripts share.
#   ran CODE COMMAND...    runs it with nothing on its standard input, and expects that exit code
#   says TEXT              expects its whole output, both streams together
#   holds WHAT A B         expects A to be B
#   finish                 the verdict
# shellcheck shell=bash
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case_name="" count=0 wrong=0 output=""

holds() { # WHAT ACTUAL EXPECTED
  count=$((count + 1))
  if [[ $2 == "$3" ]]; then return; fi
  wrong=$((wrong + 1))
  echo "FAIL $case_name: $1"
  diff <(echo "$3") <(echo "$2") | sed 's/^</  expected:/; s/^>/  got:     /; /^[0-9-]/d' || true
}

ran() { # CODE COMMAND...
  local expected=$1 code=0
  shift
  output=$("$@" 2>&1 </dev/null) || code=$?
  holds "exit code" "$code" "$expected"
}

says() { holds output "$output" "$1"; }

finish() {
  echo "${0##*/}: $((count - wrong)) of $count hold"
  [[ $wrong -eq 0 ]]
}
