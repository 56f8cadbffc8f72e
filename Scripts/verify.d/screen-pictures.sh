#!/usr/bin/env bash
# The pictures of the screen in Documentation, from a real run over containers.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
vm_part screen-pictures verify-screen pictures
for name in list page tree; do
  sed -n "s/^picture $name: //p" "$log" | base64 -d >"Documentation/screen-$name.svg"
  echo "Documentation/screen-$name.svg is new"
done
