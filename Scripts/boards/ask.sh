#!/usr/bin/env bash
# ask.sh ADDRESS HOSTS [PATTERN]: asks a running Prometheus every query and every choice of every board in Dashboards/, and
# how its rules are. Each must give data, of all HOSTS where it tells them apart. A query is left out only if it names a
# family that was never scraped and that PATTERN allows. RATE: what $__rate_interval is (10s).
set -euo pipefail
cd "$(dirname "$0")/../.."
prometheus=$1 hosts=$2 allowed=${3:-^$} answers=$(mktemp -d)
trap 'rm -rf "$answers"' EXIT

# One curl and a few jq for all of it.
curl -sS --retry 5 --retry-connrefused "$prometheus/api/v1/label/__name__/values" >"$answers/names"
jq -L Scripts/boards -n --slurpfile names "$answers/names" 'include "queries";
  [inputs | requests | . + {unknown: (.names - $names[0].data)}]' Dashboards/*.json >"$answers/all"
jq '[.[] | select(.unknown == [])]' "$answers/all" >"$answers/asked"
jq -L Scripts/boards -r 'include "queries"; curl($prometheus; $answers)' --arg prometheus "$prometheus" \
  --arg answers "$answers" "$answers/asked" >"$answers/requests"
curl --config "$answers/requests"
curl -sS "$prometheus/api/v1/rules" >"$answers/rules"

said=$(jq -rn --argjson hosts "$hosts" --arg allowed "$allowed" --slurpfile asked "$answers/asked" \
  --slurpfile all "$answers/all" --slurpfile rules "$answers/rules" '
  (inputs | . as $answer | $asked[0][input_filename | capture("(?<n>[0-9]+)\\.json$").n | tonumber]
    | (if .path == "query" then $answer.data.result else $answer.data end // []) as $results
    | ([$results[] | objects | .metric.instance // empty] | unique | length) as $seen
    | if $answer.status != "success" then $answer.error
      # Nothing is no data, unless what went wrong is asked for.
      elif $results == [] and (.query | endswith(" > 0") | not) then "no data"
      elif $seen != 0 and $seen != $hosts and (.query | startswith("topk") | not) then "data of \($seen) hosts"
      else empty end
    | . as $why | $asked[0][input_filename | capture("(?<n>[0-9]+)\\.json$").n | tonumber]
    | "\(.board), \(.place): \($why) for \(.query)"),
  ($all[0] | map(.unknown[]) | unique[] | select(test($allowed) | not) | "never scraped: \(.)"),
  ($rules[0].data.groups[].rules[] | select(.health != "ok") | "rule \(.name): \(.health) \(.lastError // "")"),
  (if ($asked[0] | length) < 100 then "only \($asked[0] | length) queries were found" else empty end)' "$answers"/*.json)
jq -r '"boards: \([.[] | select(.unknown == [])] | length) queries and choices of \(map(.board) | unique | length) boards were asked"
  + "; never scraped: \(map(.unknown[]) | unique | join(" "))"' "$answers/all"
if [[ -n $said ]]; then echo "$said" && exit 1; fi
