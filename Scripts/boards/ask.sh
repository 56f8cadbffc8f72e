#!/usr/bin/env bash
# ask.sh ADDRESS HOSTS [PATTERN]: asks a running Prometheus every query and every choice of every board in Dashboards/, and
# how its rules are. Each must give data, of all HOSTS where it tells them apart. A query is left out only if it names a
# family that was never scraped and that PATTERN allows. LEAST queries must have given data (100).
# RATE: what $__rate_interval is (10s). INSTANCE, ONE: the host and the container that are chosen (all, and web). AT: the time
# that is asked of (now).
# PAGE: the page of that host. Then none is left out, and a query may give nothing only where one of its selectors finds no
# series on that page: what is missing there is told.
set -euo pipefail
cd "$(dirname "$0")/../.."
prometheus=$1 hosts=$2 allowed=${3:-^$} answers=$(mktemp -d)
trap 'rm -rf "$answers"' EXIT

# One curl and a few jq for all of it.
curl -sS --retry 5 --retry-connrefused "$prometheus/api/v1/label/__name__/values" >"$answers/names"
jq -L Scripts/boards -n --slurpfile names "$answers/names" --rawfile page "${PAGE:-/dev/null}" 'include "queries";
  ($page | series) as $series
  | [inputs | requests | if $page == "" then . + {unknown: (.names - $names[0].data), absent: []}
    else . + {unknown: [], absent: (.value | absent($series))} end]' Dashboards/*.json >"$answers/all"
jq '[.[] | select(.unknown == [])]' "$answers/all" >"$answers/asked"
jq -L Scripts/boards -r 'include "queries"; curl($prometheus; $answers)' --arg prometheus "$prometheus" \
  --arg answers "$answers" "$answers/asked" >"$answers/requests"
curl --config "$answers/requests"
curl -sS "$prometheus/api/v1/rules" >"$answers/rules"
jq -n --slurpfile asked "$answers/asked" '[inputs | . as $answer
  | $asked[0][input_filename | capture("(?<n>[0-9]+)\\.json$").n | tonumber]
  | . + {error: $answer.error, results: (if .path == "query" then $answer.data.result else $answer.data end // [])}]' \
  "$answers"/*.json >"$answers/answered"

said=$(jq -rn --argjson hosts "$hosts" --arg allowed "$allowed" --argjson least "${LEAST:-100}" \
  --slurpfile answered "$answers/answered" --slurpfile all "$answers/all" --slurpfile rules "$answers/rules" '
  ($answered[0][] | . as $one | ([.results[] | objects | .metric.instance // empty] | unique | length) as $seen
    | if .error then .error
      # Nothing is no data, unless what went wrong is asked for.
      elif .results == [] and .absent == [] and (.query | endswith(" > 0") | not) then "no data"
      elif $seen != 0 and $seen != $hosts and (.query | startswith("topk") | not) then "data of \($seen) hosts"
      else empty end
    | "\($one.board), \($one.place): \(.) for \($one.query)"),
  ($all[0] | map(.unknown[]) | unique[] | select(test($allowed) | not) | "never scraped: \(.)"),
  ($rules[0].data.groups[].rules[] | select(.health != "ok") | "rule \(.name): \(.health) \(.lastError // "")"),
  ([$answered[0][] | select(.results != [])] | length | if . < $least then "only \(.) queries gave data" else empty end)')
jq -rn --slurpfile answered "$answers/answered" --slurpfile all "$answers/all" '
  ($answered[0] | map(select(.results != [])) | length) as $gave
  | ($all[0] | map(.unknown[]) | unique) as $unknown | ($all[0] | map(.absent[]) | unique) as $absent
  | [$absent[] | select(endswith("{}"))] as $others | ($absent - $others) as $absent
  | "boards: \($answered[0] | length) queries and choices of \($all[0] | map(.board) | unique | length) boards were asked, "
    + "\($gave) gave data"
    + if $unknown == [] then "" else "; never scraped: \($unknown | join(" "))" end
    + if $absent == [] then "" else "; absent here: \($absent | join(" "))" end
    + if $others == [] then "" else "; here of other groups than those asked for: \($others | map(.[:-2]) | join(" "))" end'
if [[ -n $said ]]; then echo "$said" && exit 1; fi
