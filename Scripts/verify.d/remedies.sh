#!/usr/bin/env bash
# What `weir doctor` advises for the kernel's command line, followed: each boot that lacks something is started again
# with the doctor's own words behind its own.
set -euo pipefail
for boot in v1 hybrid psi=0; do
  export WEIR_VM_NAME=remedies-$boot WEIR_VM_PARTS=verify-remedies
  Tests/VM/run.sh "$boot" /asked
  words=$(sed -n 's/^remedy: //p' .build/vm/"$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")$WEIR_VM_NAME"/verify-remedies.asked.log)
  echo "remedies: $boot: the doctor says: $words"
  [[ -n $words ]]
  WEIR_VM_WORDS=${words//$'\n'/ } Tests/VM/run.sh "$boot" /followed
done
