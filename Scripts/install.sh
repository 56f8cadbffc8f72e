#!/usr/bin/env bash
# install.sh: puts the release binaries, shell completions, man pages and the exporter's units below $DESTDIR$PREFIX; with
# WITHOUT_EXPORTER=1 nothing of the exporter. Tests/Scripts/install-test.sh has the list of what is then there.
set -euo pipefail
cd "$(dirname "$0")/.."
prefix=${PREFIX:-/usr/local}
to=${DESTDIR:-}$prefix
programs=(weir)
[[ -n ${WITHOUT_EXPORTER:-} ]] || programs+=(weir-exporter)
for program in "${programs[@]}"; do
  if [[ ! -x .build/release/$program ]]; then
    echo "install.sh: .build/release/$program is not built; run make install (WITHOUT_EXPORTER=1: without weir-exporter)" >&2
    exit 1
  fi
done

echo "Installed below $to:"
put() { # FILE PLACE [OPTION...]
  install -D -m 644 "${@:3}" "$1" "$to/$2"
  echo "$to/$2"
}

# A unit, or an example of one, with the programs' real place. The mode is install's, whatever the umask.
put_unit() { # FILE PLACE
  sed "s|/usr/local/bin/|$prefix/bin/|" "$1" | put /dev/stdin "$2"
}

for program in "${programs[@]}"; do put ".build/release/$program" "bin/$program" -s -m 755; done
if [[ -z ${WITHOUT_EXPORTER:-} ]]; then
  for unit in Packaging/systemd/weir-exporter.*; do put_unit "$unit" "lib/systemd/system/${unit##*/}"; done
  for example in Packaging/systemd/*.example; do put_unit "$example" "share/doc/weir/${example##*/}"; done
fi
put Packaging/completions/weir.bash share/bash-completion/completions/weir
put Packaging/completions/_weir share/zsh/site-functions/_weir
put Packaging/completions/weir.fish share/fish/vendor_completions.d/weir.fish
for page in Packaging/man/*.[1-8]; do
  [[ -n ${WITHOUT_EXPORTER:-} && $page == */weir-exporter.* ]] && continue
  put "$page" "share/man/man${page##*.}/${page##*/}"
done
