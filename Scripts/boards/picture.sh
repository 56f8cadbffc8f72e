#!/usr/bin/env bash
# picture.sh ADDRESS BOARD.json SECONDS FILE.svg [TITLE...]: draws panels of a board (all that have lines, or those with these
# titles) from the last SECONDS of what a running Prometheus has. The picture is of real answers alone.
# KIND and NAME: the groups that are chosen; WORDS: the line above.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
prometheus=$1 board=$2 seconds=$3 file=$4
shift 4
answers=$(mktemp -d)
trap 'rm -rf "$answers"' EXIT
until=$(date +%s) step=$(((seconds + 119) / 120))
from=$((until - seconds))

jq -L "$here" 'include "queries";
  [.panels[] | select(.type == "timeseries") | select($titles == [] or (.title | IN($titles[])))
   | . as $panel | .targets[]
   | {title: $panel.title, unit: $panel.fieldConfig.defaults.unit, legend: .legendFormat, path: "query_range",
      limit: (.refId | IN($panel.fieldConfig.overrides[].matcher.options)),
      values: ["query=\(.expr | filled($rate; $range; $kind; $name))", "start=\($from)", "end=\($until)", "step=\($step)"]}]' \
  --argjson titles "$(jq -nc '$ARGS.positional' --args "$@")" --argjson from "$from" --argjson until "$until" \
  --argjson step "$step" --arg rate "$((step * 4 > 20 ? step * 4 : 20))s" --arg range "${seconds}s" \
  --arg kind "${KIND:-.+}" --arg name "${NAME:-web}" "$board" >"$answers/asked"
jq -L "$here" -r 'include "queries"; curl($prometheus; $answers)' --arg prometheus "$prometheus" \
  --arg answers "$answers" "$answers/asked" >"$answers/requests"
curl --config "$answers/requests"
jq -L "$here" -rn --slurpfile asked "$answers/asked" --argjson from "$from" --argjson until "$until" --argjson step "$step" \
  --arg words "${WORDS:-$(jq -r .title "$board"), from $prometheus}" 'include "picture";
  [inputs | if .status != "success" then error(.error) else . end | . as $answer
    | $asked[0][input_filename | capture("(?<n>[0-9]+)\\.json$").n | tonumber] as $line
    | {title: $line.title, unit: $line.unit, n: (input_filename | capture("(?<n>[0-9]+)\\.json$").n | tonumber),
       series: [$answer.data.result[] | .metric as $labels
         | {limit: $line.limit,
            legend: ($line.legend
              | if . == "__auto" then $labels | del(.job, .__name__) | [.[]] | join(" ") else . end
              | gsub("{{(?<label>[a-z_]+)}}"; $labels[.label] // "") | gsub(" +"; " ") | gsub("[, ]+$"; "")),
            values: [.values[] | [.[0], (.[1] | tonumber)] | select(.[1] | isnormal or . == 0)]} | select(.values != [])]}]
  | sort_by(.n) | group_by(.title) | sort_by(.[0].n) | map(.[0] + {series: map(.series[])})
  | if any(.series == []) then error("no data for \(map(select(.series == []) | .title) | join(", "))") else . end
  | picture($from; $until; $step; $words)' "$answers"/*.json >"$file"
