#!/usr/bin/env bash
# verify.sh [PART...]: the long tier, in named parts, each with its log. A part that passed is not run again for the
# same commit and KERNEL (a changed work tree has no such memory). LIST=1: names the parts, and what is done.
# Parts: one per boot of Tests/VM/boots.d, and each script of Scripts/verify.d. The outcome goes into
# Documentation/verified.md, to be committed.
set -euo pipefail
cd "$(dirname "$0")/.."
kernel=${KERNEL:-13}
commit=$(git rev-parse --short=12 HEAD)
dirty=$(git status --porcelain -- . ':!Documentation/verified.md')
state=.build/verify/$kernel
failed=()

parts() {
  local path
  for path in Tests/VM/boots.d/*; do echo "boot-${path##*/}"; done
  for path in Scripts/verify.d/*.sh; do
    if [[ -x $path ]]; then basename "$path" .sh; fi
  done
}

run_part() {
  case $1 in
    boot-*) Tests/VM/run.sh "${1#boot-}" ;;
    *) "Scripts/verify.d/$1.sh" ;;
  esac
}

is_done() { [[ -z $dirty && $(cat "$state/$1.passed" 2>/dev/null) = "$commit" ]]; }

record() { # PART SECONDS RESULT: its row in verified.md, in place of the old one
  local file=Documentation/verified.md release row
  release=$(cat ".build/vm/$([[ $kernel = 13 ]] || echo "$kernel-")${1#boot-}/kernel" 2>/dev/null || echo "host $(uname -r)")
  row="| $kernel | $1 | $release | $(date -u +%F) | $commit${dirty:+ and changes} | $2 s | $3 |"
  mkdir -p Documentation
  if [[ ! -f $file ]]; then
    printf '%s\n' '# Verified' '' 'Written by make verify: the last outcome of each part.' '' \
      '| Debian | part | Linux | date | commit | time | result |' '|---|---|---|---|---|---|---|' >"$file"
  fi
  {
    sed -n '1,6p' "$file"
    { sed '1,6d' "$file" | grep -vF "| $kernel | $1 |" || true; echo "$row"; } | sort
  } >"$file.new"
  mv "$file.new" "$file"
}

mkdir -p "$state"
mapfile -t known < <(parts)
if [[ -n ${LIST:-} ]]; then
  for part in "${known[@]}"; do echo "$part$(is_done "$part" && echo "  (passed at $commit)")"; done
  exit
fi
wanted=("$@")
[[ $# -gt 0 ]] || wanted=("${known[@]}")
for part in "${wanted[@]}"; do
  if [[ " ${known[*]} " != *" $part "* ]]; then
    echo "verify.sh: no part named $part; there are: ${known[*]}" >&2
    exit 64
  fi
done

Scripts/requirements.sh build vm
swift build --build-tests
Tests/VM/image.sh >/dev/null
for part in "${wanted[@]}"; do
  if is_done "$part"; then
    echo "== $part: passed at $commit already"
    continue
  fi
  echo "== $part (KERNEL=$kernel; log: $state/$part.log)"
  began=$SECONDS result=passed
  run_part "$part" 2>&1 | tee "$state/$part.log" || result=FAILED
  seconds=$((SECONDS - began))
  if [[ $result = passed ]]; then echo "$commit" >"$state/$part.passed"; else failed+=("$part"); fi
  if [[ -n $dirty ]]; then rm -f "$state/$part.passed"; fi
  record "$part" "$seconds" "$result"
  echo "== $part: $result after $seconds s"
done
if [[ ${#failed[@]} -gt 0 ]]; then
  echo "verify: FAILED: ${failed[*]}"
  exit 1
fi
echo "verify: ${#wanted[@]} parts passed on KERNEL=$kernel"
