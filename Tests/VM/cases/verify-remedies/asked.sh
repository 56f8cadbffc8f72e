#!/usr/bin/env bash
# What the doctor wants on the kernel's command line, a line `remedy: WORD` each.
set -euxo pipefail
# Of version 1 alone it fails, having said all the same.
weir doctor -o json >doctor.json || [[ $WEIR_VM_BOOT = v1 ]]
jq -r '.findings[] | select(.mark == "problem") | .remedy[] | "remedy: " + .' doctor.json | sort -u >remedies.txt
[[ -s remedies.txt ]]
cat remedies.txt
