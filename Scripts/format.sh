#!/usr/bin/env bash
# format.sh lint|write: swift-format over every Swift file of the project, strictly.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t files < <(git ls-files --cached --others --exclude-standard -- '*.swift' | while read -r file; do
  # A file that was deleted but not yet committed.
  if [[ -f $file ]]; then echo "$file"; fi
done)
case ${1:-} in
  lint) exec swift format lint --strict --parallel "${files[@]}" ;;
  write) exec swift format --in-place --parallel "${files[@]}" ;;
  *) echo "usage: format.sh lint|write" >&2 && exit 64 ;;
esac
