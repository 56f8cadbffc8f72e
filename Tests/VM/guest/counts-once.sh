#!/usr/bin/env bash
# counts-once.sh PAGE: fails where a group of a page that counts (kind!="slice") holds another that does: a sum over all that
# do would have that one twice. Says which, and how many groups count.
set -euo pipefail
awk '
  match($0, /^cgroup_info\{cgroup="([^"\\]|\\.)*"/) {
    path = substr($0, 21, RLENGTH - 21)
    if (substr($0, RLENGTH + 1) !~ /^,kind="slice"/) { counting[path]; count++ }
  }
  END {
    for (path in counting) {
      above = path
      while (path != "/" && sub(/\/[^\/]*$/, "", above)) {
        if ((above == "" ? "/" : above) in counting) {
          print path " counts, and " (above == "" ? "/" : above) " above it, too"
          twice = 1
        }
      }
    }
    print count + 0 " groups count"
    exit twice || !count
  }' "$1"
