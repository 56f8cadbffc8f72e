# Sourced: runs named stages, shows their output, keeps their logs and times, and prints a table at the end.
#   stage NAME COMMAND...    now; the first failure ends everything
#   beside NAME COMMAND...   in the background, until `join NAME...` shows its output and its verdict
#   finish                   the table, and the test runners' own summary lines as the last word
# shellcheck shell=bash
stage_logs=.build/stages
stage_names=() stage_lines=() stage_failed=()
declare -A stage_job=()

stages_begin() {
  mkdir -p "$stage_logs"
  find "$stage_logs" -maxdepth 1 -type f -delete
  # Each background stage is a process group of its own, so that it can be ended with all its children.
  set -m
  trap stages_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

stages_end() {
  local code=$? name
  for name in "${!stage_job[@]}"; do kill -- "-${stage_job[$name]}" 2>/dev/null || true; done
  for name in "${!stage_job[@]}"; do wait "${stage_job[$name]}" 2>/dev/null || true; done
  stages_table
  exit "$code"
}

stage_record() { # NAME CODE SECONDS
  stage_names+=("$1")
  stage_lines+=("$(printf '  %-16s %5d s  %s' "$1" "$3" "$([[ $2 -eq 0 ]] && echo ok || echo "FAILED ($stage_logs/$1.log)")")")
  if [[ $2 -ne 0 ]]; then stage_failed+=("$1"); fi
}

stage() {
  local name=$1 code=0 began=$SECONDS
  shift
  echo "== $name"
  "$@" 2>&1 | tee "$stage_logs/$name.log" || code=$?
  stage_record "$name" "$code" $((SECONDS - began))
  if [[ $code -ne 0 ]]; then exit 1; fi
}

beside() {
  local name=$1
  shift
  echo "== $name (beside the next)"
  (
    began=$SECONDS code=0
    "$@" || code=$?
    echo $((SECONDS - began)) >"$stage_logs/$name.seconds"
    exit "$code"
  ) >"$stage_logs/$name.log" 2>&1 </dev/null &
  stage_job[$name]=$!
}

join() {
  local name code
  for name in "$@"; do
    code=0
    wait "${stage_job[$name]}" || code=$?
    unset "stage_job[$name]"
    echo "== $name"
    cat "$stage_logs/$name.log"
    stage_record "$name" "$code" "$(cat "$stage_logs/$name.seconds" 2>/dev/null || echo 0)"
  done
  if [[ ${#stage_failed[@]} -gt 0 ]]; then exit 1; fi
}

stages_table() {
  echo
  echo "Stages:"
  if [[ ${#stage_lines[@]} -gt 0 ]]; then printf '%s\n' "${stage_lines[@]}"; fi
  printf '  %-16s %5d s\n' "all" "$SECONDS"
  if [[ ${#stage_failed[@]} -gt 0 ]]; then
    echo "FAILED: ${stage_failed[*]}"
    # What failed by name, once each: of a long run only the end may be kept.
    grep -hE '✘ Test .* recorded an issue|^vm [^ ]+: FAIL|error: ' "$stage_logs"/*.log 2>/dev/null | cut -c1-300 | sort -u | head -n 30
  fi
  grep -hE '(^| )(✔|✘) Test run with|^vm [^ ]+: Linux .* passed' "$stage_logs"/*.log 2>/dev/null || true
}
