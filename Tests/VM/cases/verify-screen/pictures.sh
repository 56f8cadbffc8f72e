#!/usr/bin/env bash
# Three pictures of the screen over containers, services and a user under load, as `make demo` shows them; printed for
# Scripts/verify.d/screen-pictures.sh.
# deadline: 600
set -euo pipefail
/weir/guest/demo.sh >&2
mkdir pictures
SECONDS_BEFORE=${SECONDS_BEFORE:-90} /weir/checkout/Scripts/screen/pictures.sh weir pictures "${PICTURE_OF:-docker:}"
for name in list page tree; do
  grep -q '</svg>' "pictures/screen-$name.svg"
  printf 'picture %s: ' "$name"
  base64 -w 0 "pictures/screen-$name.svg"
  echo
done
