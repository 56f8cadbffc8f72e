#!/usr/bin/env bash
# requirements.sh GROUP...: lists what is missing for build, lint, vm, bench, metrics or textfile. On Debian and Ubuntu it then
# installs that by apt, by name; elsewhere it prints the line to type and exits 1. Silent when nothing is missing.
# Tests/Scripts/requirements-test.sh has a case for each branch, with another PATH, SBIN, OS_RELEASE and MACHINE.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
PATH=$PATH${SBIN-:/usr/sbin:/sbin}
swift_wanted=6.2 swift_tried=6.3.1
table=$(sed 's/#.*//; /^[[:space:]]*$/d' "$here/requirements.txt")
groups=$(awk '!seen[$1]++ { printf "%s%s", (NR > 1 ? " " : ""), $1 }' <<<"$table")
[[ $# -gt 0 ]] || { echo "usage: requirements.sh GROUP...  ($groups)" >&2 && exit 64; }
for group in "$@"; do
  [[ " $groups " = *" $group "* ]] || { echo "requirements.sh: no group $group; there are: $groups" >&2 && exit 64; }
done
# Said before hours are spent on what comes before the VM.
if [[ " $* " = *" vm "* && ${MACHINE:-$HOSTTYPE} != x86_64 ]]; then
  echo "The VM is made for x86_64 alone so far, and this machine is ${MACHINE:-$HOSTTYPE}; make check runs all that needs none." >&2
  exit 1
fi
# Of one who is not root: how to become it.
root=()
[[ $(id -u) -eq 0 ]] || root=(sudo)

present() { # CHECK
  case $1 in
    cmd:*) command -v "${1#cmd:}" >/dev/null ;;
    pc:*) command -v pkg-config >/dev/null && pkg-config --exists "${1#pc:}" ;;
    file:*) [[ -e ${1#file:} ]] ;;
    user:*) [[ ${#root[@]} -eq 0 ]] || command -v "${1#user:}" >/dev/null ;; # needed only by those who are not root
    *) echo "requirements.sh: bad check in requirements.txt: $1" >&2 && exit 70 ;;
  esac
}

# This system's package manager, and the column of requirements.txt that it reads. Not the first that is on the PATH:
# others' are tools like any other (apt makes our VM's image on Fedora and Arch).
manager() {
  local system name=none:3
  # shellcheck disable=SC1090,SC2154
  system=$(set +u && . "${OS_RELEASE:-/etc/os-release}" 2>/dev/null && echo " $ID $ID_LIKE ") || true
  case $system in
    *" debian "* | *" ubuntu "*) name=apt-get:3 ;;
    *" fedora "* | *" rhel "* | *" centos "*) name=dnf:4 ;;
    *" arch "*) name=pacman:5 ;;
    *" suse "* | *" opensuse "*) name=zypper:6 ;;
    *" alpine "*) name=apk:7 ;;
  esac
  command -v "${name%:*}" >/dev/null || name=none:3
  echo "${name/:/ }"
}

# Installs by apt, or says what to type.
install() { # TOOL PACKAGE...
  local tool=$1 line=()
  shift
  case $tool in
    apt-get)
      line=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@")
      if [[ ${#root[@]} -eq 0 ]] || command -v sudo >/dev/null; then
        echo "Installing by apt: $*" >&2
        # Old lists name versions that mirrors no longer have. What stays unknown then, the next line tells.
        "${root[@]}" apt-get -qq update >&2 || true
        "${root[@]}" "${line[@]}" >&2
        return
      fi
      line=(apt-get install "$@") root=("as root:")
      ;;
    dnf | zypper) line=("$tool" install "$@") ;;
    pacman) line=(pacman -S --needed "$@") ;;
    apk) line=(apk add "$@") ;;
    *) echo "Install what Debian calls: $*" >&2 && return 1 ;;
  esac
  line=("${root[@]}" "${line[@]}")
  echo "Install them, then try again:  ${line[*]}" >&2
  return 1
}

missing=() names=() unpackaged=() code=0
read -r tool column < <(manager)
while read -r -a row; do
  [[ " $* " = *" ${row[0]} "* ]] || continue
  present "${row[1]}" && continue
  what=${row[1]#*:} name=${row[column - 1]}
  [[ " ${missing[*]} " = *" $what "* ]] && continue
  missing+=("$what")
  if [[ $name = - ]]; then unpackaged+=("$what"); else names+=("$name"); fi
done <<<"$table"

if [[ ${#missing[@]} -gt 0 ]]; then
  echo "Missing for $*: ${missing[*]}" >&2
  if [[ ${#unpackaged[@]} -gt 0 ]]; then
    echo "Not packaged for $tool, so to be installed by hand: ${unpackaged[*]}" >&2
    code=1
  fi
  if [[ ${#names[@]} -gt 0 ]]; then
    mapfile -t names < <(printf '%s\n' "${names[@]}" | sort -u)
    install "$tool" "${names[@]}" || code=1
  fi
fi

# An old Swift, which is what some distributions have, would only give a compiler error.
if [[ " $* " = *" build "* ]]; then
  version=$(swift --version 2>/dev/null | sed -nE 's/.*Swift version ([0-9]+(\.[0-9]+)*).*/\1/p' | head -n 1 || true)
  if [[ -z $version || $(printf '%s\n' "$swift_wanted" "$version" | sort -V | head -n 1) != "$swift_wanted" ]]; then
    {
      echo "weir is built by Swift $swift_wanted or later ($swift_tried is what it is tried with); here: ${version:-none on the PATH}."
      echo "Get it from https://www.swift.org/install/linux/ , or with swiftly:  swiftly install --use $swift_tried"
    } >&2
    code=1
  fi
fi
exit "$code"
