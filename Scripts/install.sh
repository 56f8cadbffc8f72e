#!/usr/bin/env bash
# install.sh: puts the release binaries, shell completions, man pages and the exporter's units below $DESTDIR$PREFIX; with
# WITHOUT_EXPORTER=1 nothing of the exporter.
set -euo pipefail
cd "$(dirname "$0")/.."
to=${DESTDIR:-}${PREFIX:-/usr/local}
programs=(weir)
[[ -n ${WITHOUT_EXPORTER:-} ]] || programs+=(weir-exporter)
for program in "${programs[@]}"; do
  if [[ ! -x .build/release/$program ]]; then
    echo "install.sh: .build/release/$program is not built; run make install (WITHOUT_EXPORTER=1: without weir-exporter)" >&2
    exit 1
  fi
done
for program in "${programs[@]}"; do install -D -s -m 755 ".build/release/$program" "$to/bin/$program"; done
if [[ -z ${WITHOUT_EXPORTER:-} ]]; then
  install -d "$to/lib/systemd/system"
  for unit in Packaging/systemd/weir-exporter.*; do
    sed "s|/usr/local/bin/|${PREFIX:-/usr/local}/bin/|" "$unit" >"$to/lib/systemd/system/${unit##*/}"
  done
  install -d "$to/share/doc/weir"
  for example in Packaging/systemd/*.example; do
    sed "s|/usr/local/bin/|${PREFIX:-/usr/local}/bin/|" "$example" >"$to/share/doc/weir/${example##*/}"
  done
fi
install -d "$to/share/bash-completion/completions" "$to/share/zsh/site-functions" "$to/share/fish/vendor_completions.d"
install -m 644 Packaging/completions/weir.bash "$to/share/bash-completion/completions/weir"
install -m 644 Packaging/completions/_weir "$to/share/zsh/site-functions/_weir"
install -m 644 Packaging/completions/weir.fish "$to/share/fish/vendor_completions.d/weir.fish"
for page in Packaging/man/*.[1-8]; do
  [[ -n ${WITHOUT_EXPORTER:-} && $page == */weir-exporter.* ]] && continue
  install -D -m 644 "$page" "$to/share/man/man${page##*.}/${page##*/}"
done
echo "Installed below $to:"
find "$to" -name '*weir*' -type f | sort
