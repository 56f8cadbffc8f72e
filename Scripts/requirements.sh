#!/usr/bin/env bash
# requirements.sh GROUP...: lists what is missing for build, lint, vm or bench. On Debian and Ubuntu it then installs
# that by apt, by name; elsewhere it prints the line to type and exits 1. Silent when nothing is missing.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH:/usr/sbin:/sbin
swift_wanted=6.2 swift_tried=6.3.1
[[ $# -gt 0 ]] || { echo "usage: requirements.sh GROUP..." >&2 && exit 64; }

present() { # CHECK
  case $1 in
    cmd:*) command -v "${1#cmd:}" >/dev/null ;;
    pc:*) command -v pkg-config >/dev/null && pkg-config --exists "${1#pc:}" ;;
    file:*) [[ -e ${1#file:} ]] ;;
    user:*) [[ $EUID -eq 0 ]] || command -v "${1#user:}" >/dev/null ;; # needed only by those who are not root
    *) echo "requirements.sh: bad check in requirements.txt: $1" >&2 && exit 70 ;;
  esac
}

# The column of requirements.txt that this system's package manager reads, its install line, and its number.
manager() {
  local name
  for name in apt-get:3 dnf:4 pacman:5 zypper:6 apk:7; do
    if command -v "${name%:*}" >/dev/null; then echo "${name/:/ }" && return; fi
  done
  echo "none 3"
}

missing=() names=() unpackaged=()
read -r tool column < <(manager)
while read -r -a row; do
  [[ " $* " = *" ${row[0]} "* ]] || continue
  present "${row[1]}" && continue
  missing+=("${row[1]#*:}")
  name=${row[column - 1]}
  if [[ $name = - ]]; then unpackaged+=("${row[1]#*:}"); else names+=("$name"); fi
done < <(sed 's/#.*//; /^[[:space:]]*$/d' "$here/requirements.txt")

if [[ ${#missing[@]} -gt 0 ]]; then
  mapfile -t names < <(printf '%s\n' "${names[@]}" | sort -u)
  echo "Missing for $*: ${missing[*]}" >&2
  if [[ ${#unpackaged[@]} -gt 0 && $tool != none ]]; then
    echo "Not packaged for $tool, so to be installed by hand: ${unpackaged[*]}" >&2
  fi
  sudo=()
  [[ $EUID -eq 0 ]] || sudo=(sudo)
  case $tool in
    apt-get)
      echo "Installing by apt: ${names[*]}" >&2
      if ! apt-cache show "${names[@]}" >/dev/null 2>&1; then "${sudo[@]}" apt-get -qq update >&2; fi
      "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "${names[@]}" >&2
      ;;
    dnf) echo "Install them, then try again:  ${sudo[*]} dnf install ${names[*]}" >&2 && exit 1 ;;
    pacman) echo "Install them, then try again:  ${sudo[*]} pacman -S --needed ${names[*]}" >&2 && exit 1 ;;
    zypper) echo "Install them, then try again:  ${sudo[*]} zypper install ${names[*]}" >&2 && exit 1 ;;
    apk) echo "Install them, then try again:  ${sudo[*]} apk add ${names[*]}" >&2 && exit 1 ;;
    *) echo "Install what Debian calls: ${names[*]}" >&2 && exit 1 ;;
  esac
fi

# Swift is not in the distributions; an old one would only give a compiler error.
if [[ " $* " = *" build "* ]]; then
  version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)*).*/\1/p' | head -n 1 || true)
  if [[ -z $version || $(printf '%s\n' "$swift_wanted" "$version" | sort -V | head -n 1) != "$swift_wanted" ]]; then
    {
      echo "weir is built by Swift $swift_wanted or later ($swift_tried is what it is tried with); here: ${version:-none on the PATH}."
      echo "Get it from https://www.swift.org/install/linux/ , or with swiftly:  swiftly install --use $swift_tried"
    } >&2
    exit 1
  fi
fi
