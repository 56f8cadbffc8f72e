#!/usr/bin/env bash
# Fuzz/run.sh RUNS [TARGET…]: tries every parser with RUNS inputs. What breaks one is put into Tests/Corpus, where
# `swift test` replays it until it is mended.
# WEIR_FUZZ_PART=2/4: the second of every four parsers, so that a long run has parts.
# WEIR_FUZZ_SEED: the same inputs in every run (as `make test` wants); without it, others each time.
set -euo pipefail
runs=${1:?usage: Fuzz/run.sh RUNS [TARGET…]}
shift
cd "$(dirname "$0")/.."
Fuzz/build.sh
out=$PWD/.build/fuzz
started=$SECONDS

# The seeds: each different text of a real machine once, under the name of its file.
if [[ ! -d $out/seeds ]]; then
  rm -rf "$out/tree" "$out/seeds.new"
  mkdir -p "$out/tree" "$out/seeds.new"
  tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C "$out/tree"
  # Names in a hierarchy hold backslashes and worse: NUL ends each.
  (cd "$out/tree" && find . -type f -size -8k -print0 | xargs -0 sha1sum -z) | while IFS= read -r -d '' line; do
    sum=${line%%  *} path=${line#*  } name=${line##*/}
    if [[ ! -e $out/seeds.new/$name/$sum ]]; then
      mkdir -p "$out/seeds.new/$name"
      cp "$out/tree/$path" "$out/seeds.new/$name/$sum"
    fi
  done
  rm -rf "$out/tree"
  mv "$out/seeds.new" "$out/seeds"
fi

rm -rf "$out/failed"
million=1000000
# How far a long run came with the parsers as they are.
sources=$(git ls-files -s Sources/CLinux Sources/ControlGroups Sources/ContainerIdentity Sources/GroupMetrics/{Host,Sampler,Selector} Tests/ControlGroupsTests/Corpus | sha1sum | cut -c 1-12)
mkdir -p "$out/failed" "$out/log" "$out/tried/$sources"
fuzz() { # TARGET FILES
  local target=$1 corpus=$out/corpus/$1 past=$PWD/Tests/Corpus/$1 name seeds
  shift
  local directories=("$corpus")
  mkdir -p "$corpus"
  [[ -d $past ]] && directories+=("$past")
  for name in "$target" "$@"; do
    for seeds in "$out/seeds/"${name/<size>/*}; do
      [[ -d $seeds ]] && directories+=("$seeds")
    done
  done
  local slice=$runs length=2048 tried=0
  if ((runs >= million)); then
    slice=$million
    read -r tried 2>/dev/null <"$out/tried/$sources/$target" || true
  fi
  while ((tried < runs)); do
    # A long run is slices over the corpus that grows, and can be broken off: most bugs need few bytes, and few bytes are
    # tried ten times as fast.
    if ((runs >= million)); then length=$((tried % (10 * million) == 0 ? 2048 : 256)); fi
    slice "$target" "$slice" "$length" "${directories[@]}" || return 0
    tried=$((tried + slice))
    if ((runs >= million)); then echo "$tried" >"$out/tried/$sources/$target"; fi
  done
}

slice() { # TARGET RUNS LENGTH DIRECTORIES
  local target=$1 log=$out/log/$1 past=$PWD/Tests/Corpus/$1 name
  # Swift's own crash report would come before the fuzzer's, and the input would be lost.
  if SWIFT_BACKTRACE=enable=no WEIR_FUZZ_TARGET=$target "$out/fuzz" -runs="$2" -max_len="$3" -timeout=10 -rss_limit_mb=1024 \
    ${WEIR_FUZZ_SEED:+-seed="$WEIR_FUZZ_SEED"} -artifact_prefix="$out/failed/$target-" "${@:4}" >"$log" 2>&1; then
    return
  fi
  for name in "$out/failed/$target"-*; do
    [[ -e $name ]] || continue
    mkdir -p "$past"
    mv "$name" "$past/${name##*/"$target"-}"
    echo "Fuzz: $target: kept as Tests/Corpus/$target/${name##*/"$target"-}" >&2
  done
  grep -aE 'Fatal error|ERROR|SUMMARY' "$log" >&2 || tail -n 5 "$log" >&2
  touch "$out/failed/$target"
  return 1
}

count=0 listed=0 jobs=$(nproc)
IFS=/ read -r part parts <<<"${WEIR_FUZZ_PART:-1/1}"
while IFS=$'\t' read -r target files; do
  if (($# > 0)) && [[ " $* " != *" $target "* ]]; then continue; fi
  listed=$((listed + 1))
  if ((listed % parts != part % parts)); then continue; fi
  count=$((count + 1))
  while (($(jobs -rp | wc -l) >= jobs)); do wait -n || true; done
  # shellcheck disable=SC2086  # file names of the kernel: words
  fuzz "$target" $files &
done < <(WEIR_FUZZ_LIST=1 "$out/fuzz")
wait

echo "Fuzz: $count parsers, $runs runs each, $((SECONDS - started)) s"
if ((count == 0)); then
  echo "Fuzz: no parser of that name" >&2
  exit 64
fi
broken=$(find "$out/failed" -type f -printf '%f ')
if [[ -n $broken ]]; then
  echo "Fuzz: broken: $broken" >&2
  exit 1
fi
