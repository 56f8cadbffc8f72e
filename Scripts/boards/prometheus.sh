# Sourced: a Prometheus of one's own, and what is asked of it.
#   prometheus_begin DIR [OPTION...]  starts one by DIR/prometheus.yml, in which the word SELF becomes the server's own
#     address, on a free port of the loopback interface, and waits until it is ready. Sets prometheus (http://…) and
#     prometheus_process; its log is DIR/prometheus.log
#   prometheus_rules DIR INTERVAL    the rules of Dashboards, evaluated each INTERVAL: nobody waits for a quarter of an hour
#   prometheus_value QUERY            the number that an instant query gives (of the time AT, or now); empty for none
# shellcheck shell=bash disable=SC2034  # what it sets is for who sources it
prometheus='' prometheus_process=''

prometheus_begin() {
  local dir=$1 port=
  shift
  while [[ -z $port ]]; do
    port=$((20000 + RANDOM % 10000))
    if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then port=; fi
  done
  sed -i "s/SELF/127.0.0.1:$port/g" "$dir/prometheus.yml"
  prometheus --config.file="$dir/prometheus.yml" --storage.tsdb.path="$dir/data" --web.listen-address="127.0.0.1:$port" \
    "$@" >"$dir/prometheus.log" 2>&1 &
  prometheus_process=$! prometheus=http://127.0.0.1:$port
  if ! curl -sSf -o /dev/null --retry 60 --retry-delay 1 --retry-all-errors "$prometheus/-/ready" 2>"$dir/ready.log"; then
    kill "$prometheus_process" 2>/dev/null || true
    cat "$dir/ready.log" "$dir/prometheus.log" >&2
    return 1
  fi
}

prometheus_rules() {
  local rules
  mkdir -p "$1"
  for rules in Dashboards/rules/*.yaml; do sed "s/^  interval: .*/  interval: $2/" "$rules" >"$1/${rules##*/}"; done
}

prometheus_value() {
  curl -sSf -G --data-urlencode "query=$1" ${AT:+--data-urlencode "time=$AT"} "$prometheus/api/v1/query" |
    sed -n 's/.*"value":\[[0-9.]*,"\([^"]*\)"\].*/\1/p'
}
