# What boards ask, for ask.sh and picture.sh.

# What stands for Grafana's own words: all that can be chosen, and one container.
def filled($rate; $range; $kind; $one):
  gsub("\\$__rate_interval"; $rate) | gsub("\\$__range"; $range) | gsub("name=\"\\$name\""; "name=\"\($one)\"")
  | gsub("\"\\$kind\""; "\"\($kind)\"") | gsub("\"\\$instance\""; "\"\(env.INSTANCE // ".+")\"")
  | gsub("\"\\$[a-z]+\""; "\".+\"");
def filled: filled(env.RATE // "10s"; "1m"; ".+"; env.ONE // "web");

# All families that a query names.
def names: [match("\\b((cgroup|weir|process|scrape)_[a-z_]+|name:[a-z0-9_:]+)"; "g").string] | unique;

# The series of a page: name and labels, values as they are spelled.
def series:
  [splits("\n") | select(test("^[a-z]")) | capture("^(?<name>[a-zA-Z0-9_:]+)(\\{(?<labels>.*)\\})? ")
    | .labels |= ([. // "" | match("([a-z_]+)=\"((?:[^\"\\\\]|\\\\.)*)\""; "g").captures
                    | {(.[0].string): .[1].string}] | add // {})];

# Whether labels are as a matcher wants them; job and instance are Prometheus' own.
def fits($labels):
  ($labels[.label] // "") as $value
  | if .label == "job" or .label == "instance" then true
    elif .sign == "=" then $value == .value
    elif .sign == "!=" then $value != .value
    else .value as $pattern | ($value | test("^(?:\($pattern))$")) == (.sign == "=~") end;

# The families of a filled query of which a selector finds nothing among series of a page; with {} behind it where only
# other groups than those that are chosen have it. What Prometheus itself tells is always there.
def absent($series):
  [match("\\b((?:cgroup|weir|process)_[a-z_]+|name:[a-z0-9_:]+)(\\{[^}]*\\})?"; "g").captures
    | [.[1].string // "" | match("([a-z_]+)(=~|!~|!=|=)\"([^\"]*)\""; "g").captures
        | {label: .[0].string, sign: .[1].string, value: .[2].string}] as $matchers
    | .[0].string as $name | [$series[] | select(.name == $name) | .labels] as $there
    | select(any($there[]; . as $labels | all($matchers[]; fits($labels))) | not)
    | if $there == [] then $name else $name + "{}" end]
  | unique;

# Each query of a board, and each choice: a request, and where it stands.
def requests:
  .title as $board
  | (.panels[] | .title as $panel | .targets[]?
      | {board: $board, place: $panel, query: .expr, path: "query", value: "query=\(.expr | filled)", names: (.expr | names)}
      | if env.AT then .values = [.value, "time=\(env.AT)"] else . end),
    (.templating.list[] | select(.type == "query") | .query
      | capture("label_values\\((?<query>.+), (?<label>[a-z_]+)\\)")
      | {board: $board, place: "choice of \(.label)", query, path: "label/\(.label)/values",
         value: "match[]=\(.query | filled)", names: (.query | names)});

# The requests as curl takes them in a file, each answer into a file of its own; JSON's quotes are curl's as well.
def curl($prometheus; $folder):
  to_entries[]
  | "\(if .key > 0 then "next\n" else "" end)url = \("\($prometheus)/api/v1/\(.value.path)" | @json)\nget\nsilent\nshow-error\n"
    + ([.value | .values // [.value] | .[] | "data-urlencode = \(@json)\n"] | add) + "output = \("\($folder)/\(.key).json" | @json)";
