#!/usr/bin/env bash
# lint-scripts.sh: shellcheck over every shell script of the project.
set -euo pipefail
cd "$(dirname "$0")/.."
mapfile -t scripts < <(git ls-files --cached --others --exclude-standard -- '*.sh' .ci/run | while read -r file; do
  if [[ -f $file ]]; then echo "$file"; fi
done)
shellcheck --external-sources "${scripts[@]}"
echo "${#scripts[@]} scripts are clean"
