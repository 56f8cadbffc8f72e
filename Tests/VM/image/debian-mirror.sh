#!/usr/bin/env bash
# debian-mirror.sh: prints the Debian mirror of this machine's own apt configuration (nothing: it has none, and
# mmdebstrap takes its default). No mirror is ever written into a file of this project.
set -euo pipefail

# URIs of all enabled sources, deb822 and one-line style.
sources() {
  local file
  for file in /etc/apt/sources.list.d/*.sources; do
    [[ -r $file ]] && sed -n 's/^URIs:[[:space:]]*//p' "$file" | tr -s ' \t' '\n'
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
    [[ -r $file ]] && sed -nE 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+).*/\2/p' "$file"
  done
  return 0
}

while read -r uri; do
  # Cloud images name a file that lists mirrors.
  case $uri in mirror+file:*) uri=$(awk '!/^#/ && NF { print $1; exit }' "${uri#mirror+file:}" 2>/dev/null || true) ;; esac
  uri=${uri%/}
  case $uri in
    */debian) echo "$uri" && exit ;;
  esac
done < <(sources)
