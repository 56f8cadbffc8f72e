#!/usr/bin/env bash
# The pictures of the screen in Documentation, from a real run over containers.
set -euo pipefail
cd "$(dirname "$0")/../.."
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=screen-pictures WEIR_VM_CASES=verify-screen
Tests/VM/run.sh default /pictures.sh
log=.build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")screen-pictures/verify-screen.pictures.log
for name in list page tree; do
  sed -n "s/^picture $name: //p" "$log" | base64 -d >"Documentation/screen-$name.svg"
  echo "Documentation/screen-$name.svg is new"
done
