#!/usr/bin/env bash
# promtool.sh: the exporter's page of a real machine's files, and the rules with their tests, as Prometheus' own tool sees
# them.
set -euo pipefail
cd "$(dirname "$0")/.."
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
tar -xJf Tests/Fixtures/debian13-linux6.12-systemd257.tar.xz -C "$tree"
for options in '' '--collector.whole cpu --collector.whole memory --collector.whole io --collector.whole pids --collector.whole pressure --collector.whole hugetlb --collector.hugetlb --collector.rdma --collector.misc --collector.dmem --collector.io.devices'; do
  # shellcheck disable=SC2086  # options are words
  .build/debug/weir-exporter --once --root "$tree" $options >"$tree/page.prom"
  # What promtool finds it says; it ends with 0 for some of it.
  said=$(promtool check metrics <"$tree/page.prom" 2>&1)
  [[ -z $said ]] || { echo "$said" && exit 1; }
  echo "promtool: $(grep -vc '^#' "$tree/page.prom") series are clean"
done

promtool check rules Dashboards/rules/*.yaml
promtool test rules Dashboards/rules/tests/*.yaml

# Debian builds Prometheus without Kubernetes: of that configuration the rest is checked.
for config in static file_sd docker_sd; do promtool check config "Packaging/prometheus/$config.yml"; done
sed '/kubernetes_sd_configs:/,/relabel_configs:/ { /relabel_configs:/!d }' Packaging/prometheus/kubernetes_sd.yml \
  >"$tree/kubernetes_sd.yml"
promtool check config "$tree/kubernetes_sd.yml"
# The job that the README shows.
# shellcheck disable=SC2016  # the end of Markdown's block
sed -n '/^scrape_configs:/,/^```/ { /^```/!p }' README.md >"$tree/readme.yml"
grep -q job_name "$tree/readme.yml"
promtool check config "$tree/readme.yml"
