#!/usr/bin/env bash
# weir-exporter without the trait Service: it is built with none of the HTTP stack, prints its page, and says what it lacks.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=.build/without-service
swift build --disable-default-traits --scratch-path "$out" --product weir-exporter
if [[ ! -d $out/debug/ ]]; then
  echo "without-service.sh: $out/debug is no directory: what was built cannot be looked at" >&2
  exit 1
fi
# Apart from the search in it: in one pipe a find that fails would read as nothing found.
compiled=$(find "$out/debug/" -maxdepth 1 -name '*.build')
if found=$(grep -E 'Hummingbird|NIO|BoringSSL|Logging|ServiceLifecycle' <<<"$compiled"); then
  printf 'without-service.sh: it compiles:\n%s\n' "$found" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C "$work"
exporter=$out/debug/weir-exporter
"$exporter" --once --root "$work" >"$work/once.prom"
grep -q '^cgroup_memory_current_bytes{.*kind="container"' "$work/once.prom"
"$exporter" --textfile "$work/page.prom" --root "$work"
# But for how long each collector took they are the same page.
diff <(grep -v '^weir_scrape_collector_duration_seconds{' "$work/once.prom") \
  <(grep -v '^weir_scrape_collector_duration_seconds{' "$work/page.prom")
refuses() { # PATTERN ARGUMENT...: one line, exit 64
  local pattern=$1 code=0 line
  shift
  line=$("$exporter" "$@" 2>&1 >/dev/null) || code=$?
  if [[ $code -ne 64 || $(wc -l <<<"$line") -ne 1 || ! $line =~ $pattern ]]; then
    echo "without-service.sh: $* ended with $code: $line" >&2
    return 1
  fi
}
refuses 'say --once or --textfile FILE: it was built without the trait Service'
refuses 'web.listen-address' --web.listen-address 127.0.0.1:0
"$exporter" --help >"$work/help.txt"
if grep -e --web "$work/help.txt"; then exit 1; fi
echo "without-service: weir-exporter is built without the HTTP stack, and prints its page"
