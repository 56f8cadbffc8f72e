#!/usr/bin/env bash
# install.sh: puts the release binaries, shell completions, man pages and the exporter's units below $DESTDIR$PREFIX.
set -euo pipefail
cd "$(dirname "$0")/.."
to=${DESTDIR:-}${PREFIX:-/usr/local}
weir=.build/release/weir
install -D -s -m 755 "$weir" "$to/bin/weir"
exporter=.build/release/weir-exporter
if [[ -x $exporter ]]; then
  install -D -s -m 755 "$exporter" "$to/bin/weir-exporter"
  install -d "$to/lib/systemd/system"
  for unit in Packaging/systemd/weir-exporter.*; do
    sed "s|/usr/local/bin/|${PREFIX:-/usr/local}/bin/|" "$unit" >"$to/lib/systemd/system/${unit##*/}"
  done
  install -D -m 644 Packaging/systemd/names.conf.example "$to/share/doc/weir/names.conf.example"
fi
install -d "$to/share/bash-completion/completions" "$to/share/zsh/site-functions" "$to/share/fish/vendor_completions.d"
install -m 644 Packaging/completions/weir.bash "$to/share/bash-completion/completions/weir"
install -m 644 Packaging/completions/_weir "$to/share/zsh/site-functions/_weir"
install -m 644 Packaging/completions/weir.fish "$to/share/fish/vendor_completions.d/weir.fish"
for page in Packaging/man/*.[1-8]; do
  install -D -m 644 "$page" "$to/share/man/man${page##*.}/${page##*/}"
done
echo "Installed below $to:"
find "$to" -name '*weir*' -type f | sort
