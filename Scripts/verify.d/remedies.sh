#!/usr/bin/env bash
# What `weir doctor` advises for the kernel's command line, followed: each boot that lacks something is started again
# with the doctor's own words behind its own.
set -euo pipefail
export WEIR_VM_PARTS=verify-remedies
logs=.build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")
for boot in v1 hybrid psi=0; do
  WEIR_VM_NAME=remedies-$boot Tests/VM/run.sh "$boot" /asked
  words=$(sed -n 's/^remedy: //p' "${logs}remedies-$boot/verify-remedies.asked.log")
  echo "remedies: $boot: the doctor says: $words"
  [[ -n $words ]]
  # The last one's name is the part's: what its kernel is goes into the table.
  WEIR_VM_NAME=remedies WEIR_VM_WORDS=${words//$'\n'/ } Tests/VM/run.sh "$boot" /followed
done
