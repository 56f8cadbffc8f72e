# What boards ask, for ask.sh and picture.sh.

# What stands for Grafana's own words: all that can be chosen, and one container.
def filled($rate; $range; $kind; $one):
  gsub("\\$__rate_interval"; $rate) | gsub("\\$__range"; $range) | gsub("name=\"\\$name\""; "name=\"\($one)\"")
  | gsub("\"\\$kind\""; "\"\($kind)\"") | gsub("\"\\$[a-z]+\""; "\".+\"");
def filled: filled(env.RATE // "10s"; "1m"; ".+"; "web");

# All families that a query names.
def names: [match("\\b((cgroup|weir|process|scrape)_[a-z_]+|name:[a-z0-9_:]+)"; "g").string] | unique;

# Each query of a board, and each choice: a request, and where it stands.
def requests:
  .title as $board
  | (.panels[] | .title as $panel | .targets[]?
      | {board: $board, place: $panel, query: .expr, path: "query", value: "query=\(.expr | filled)", names: (.expr | names)}),
    (.templating.list[] | select(.type == "query") | .query
      | capture("label_values\\((?<query>.+), (?<label>[a-z_]+)\\)")
      | {board: $board, place: "choice of \(.label)", query, path: "label/\(.label)/values",
         value: "match[]=\(.query | filled)", names: (.query | names)});

# The requests as curl takes them in a file, each answer into a file of its own; JSON's quotes are curl's as well.
def curl($prometheus; $folder):
  to_entries[]
  | "\(if .key > 0 then "next\n" else "" end)url = \("\($prometheus)/api/v1/\(.value.path)" | @json)\nget\nsilent\nshow-error\n"
    + ([.value | .values // [.value] | .[] | "data-urlencode = \(@json)\n"] | add) + "output = \("\($folder)/\(.key).json" | @json)";
