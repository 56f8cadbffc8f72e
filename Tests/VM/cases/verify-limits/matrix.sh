#!/usr/bin/env bash
# Every file that can be written × seven places a group can have: what `weir set` makes of it, and whether it stays.
# The rows, and what each cell must be, are in matrix.py; it prints a table of all cells.
# deadline: 2400
set -euo pipefail
/weir/guest/containers.sh
exec python3 "$(dirname "$0")/matrix.py"
