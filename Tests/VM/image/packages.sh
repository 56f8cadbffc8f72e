#!/usr/bin/env bash
# packages.sh SUITE: the packages of packages.d/*.txt that SUITE has, one a line.
set -euo pipefail
suite=$1
cd "$(dirname "$0")/../packages.d"
awk -v suite="$suite" '
  { sub(/#.*/, "") }
  NF == 0 { next }
  NF == 1 { print $1; next }
  {
    wanted = 0; only = 0
    for (i = 2; i <= NF; i++) {
      if ($i == "!" suite) next
      if ($i !~ /^!/) { only = 1; if ($i == suite) wanted = 1 }
    }
    if (!only || wanted) print $1
  }' ./*.txt | sort -u
