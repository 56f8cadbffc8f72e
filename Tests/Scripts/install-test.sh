#!/usr/bin/env bash
# install-test.sh: what Scripts/install.sh leaves below DESTDIR, file by file with its mode, and nothing anywhere else. The
# programs are copies of bash, since what is installed is stripped. Needs no root.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
# shellcheck source=Tests/Scripts/expect.sh
. "$here/expect.sh"

# Of an administrator who lets nobody else read what he makes.
umask 077
tree=$work/tree
mkdir -p "$tree/Scripts" "$tree/.build/release"
cp "$top/Scripts/install.sh" "$tree/Scripts"
cp -r "$top/Packaging" "$tree"
for program in weir weir-exporter; do install -m 755 "$BASH" "$tree/.build/release/$program"; done

# The files of a directory with their modes, by name.
listing() { # DIRECTORY
  (cd "$1" && find . ! -type d -printf '%m %P\n' | sort -k 2)
}

# A listing of installed files, from their names: programs may be executed, the rest read by all.
expected() { # PREFIX NAME...
  printf '%s\n' "${@:2}" | while read -r name; do
    if [[ $name == bin/* ]]; then echo "755 $1/$name"; else echo "644 $1/$name"; fi
  done
}

installing() { # CODE [VARIABLE=VALUE...]
  local code=$1
  shift
  ran "$code" env -i PATH="$PATH" HOME="$work/home" "$@" "$BASH" "$tree/Scripts/install.sh"
}

# Each page of the checkout, of one section: the exporter's is left out with it.
pages() { # [PATTERN OF WHAT IS LEFT OUT]
  (cd "$top/Packaging/man" && printf 'share/man/man1/%s\n' *.1) | grep -v "${1:-^$}"
}
alone=(
  bin/weir
  share/bash-completion/completions/weir
  share/fish/vendor_completions.d/weir.fish
  share/zsh/site-functions/_weir
)
exporter=(
  bin/weir-exporter
  lib/systemd/system/weir-exporter.service
  lib/systemd/system/weir-exporter.socket
  share/doc/weir/names.conf.example
  share/doc/weir/tls-copies.conf.example
  share/doc/weir/tls.conf.example
)
mapfile -t both < <({ printf '%s\n' "${alone[@]}" "${exporter[@]}" && pages; } | sort)
mapfile -t alone < <({ printf '%s\n' "${alone[@]}" && pages weir-exporter; } | sort)
before=$(listing "$tree")

# PREFIX is a real place that could be written: what forgot DESTDIR would be there.
case_name="both programs"
prefix=$work/prefix root=$work/root
installing 0 DESTDIR="$root" PREFIX="$prefix"
holds files "$(listing "$root")" "$(expected "${prefix#/}" "${both[@]}")"
holds "directories that not all may enter" "$(find "$root" -type d ! -perm 755)" ""
holds "files at PREFIX itself" "$(find "$prefix" 2>/dev/null || true)" ""
holds "files in the checkout" "$(listing "$tree")" "$before"
holds "what is beside them" "$(ls "$work")" $'root\ntree'
holds "places of the programs in units" "$(grep -rhoE '^ExecStart=/[^ ]+' "$root" | sort)" \
  "ExecStart=$prefix/bin/weir-exporter
ExecStart=$prefix/bin/weir-exporter
ExecStart=$prefix/bin/weir-exporter"
holds "places of other installations" "$(grep -rlI /usr/local/bin "$root" || true)" ""
ran 0 "$root$prefix/bin/weir" -c 'echo runs'
says runs

case_name="again over it"
installing 0 DESTDIR="$root" PREFIX="$prefix"
says "Installed below $root$prefix:
$(printf "$root$prefix/%s\n" bin/weir bin/weir-exporter lib/systemd/system/weir-exporter.{service,socket} \
  share/doc/weir/{names,tls-copies,tls}.conf.example share/bash-completion/completions/weir share/zsh/site-functions/_weir \
  share/fish/vendor_completions.d/weir.fish)
$(pages | sed "s|^|$root$prefix/|")"
holds files "$(listing "$root")" "$(expected "${prefix#/}" "${both[@]}")"

case_name="weir alone"
rm "$tree/.build/release/weir-exporter"
installing 0 DESTDIR="$work/alone" WITHOUT_EXPORTER=1
holds files "$(listing "$work/alone")" "$(expected usr/local "${alone[@]}")"

case_name="the exporter is not built"
installing 1 DESTDIR="$work/none" PREFIX=/usr
says "install.sh: .build/release/weir-exporter is not built; run make install (WITHOUT_EXPORTER=1: without weir-exporter)"
holds "files of what cannot be whole" "$(find "$work/none" 2>/dev/null || true)" ""

# What make hands on, without building.
case_name="make install"
ran 0 env -i PATH="$PATH" make --no-print-directory -C "$top" -n install DESTDIR=/stage PREFIX=/usr WITHOUT_EXPORTER=1
holds "last line" "${output##*$'\n'}" 'DESTDIR="/stage" PREFIX="/usr" WITHOUT_EXPORTER="1" Scripts/install.sh'
ran 0 env -i PATH="$PATH" make --no-print-directory -C "$top" -n install
holds "last line" "${output##*$'\n'}" 'DESTDIR="" PREFIX="/usr/local" WITHOUT_EXPORTER="" Scripts/install.sh'
finish
