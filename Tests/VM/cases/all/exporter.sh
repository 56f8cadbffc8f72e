#!/usr/bin/env bash
# What each kind of host gets from the exporter: the version that its boot has, and no complaint of what it lacks.
# deadline: 60
set -euxo pipefail
case $WEIR_VM_BOOT in
  v1) version=1 ;;
  hybrid) version=hybrid ;;
  *) version=2 ;;
esac
weir-exporter --once >page.prom 2>said.txt
[[ ! -s said.txt ]]
[[ $(grep -c '^weir_hierarchy_info{' page.prom) -eq 1 ]]
grep -qx "weir_hierarchy_info{version=\"$version\"} 1" page.prom
# Of version 1 that is all.
if [[ $version = 1 ]]; then
  [[ $(grep -vc '^#' page.prom) -eq 1 ]]
  exit
fi
grep '^cgroup_info{cgroup="/",' page.prom
grep -qx 'weir_groups{state="left_out"} 0' page.prom
# A file that this boot has not is no failure.
[[ $(grep -c '^weir_scrape_collector_success{.*} 1$' page.prom) -eq 6 ]]
[[ $(grep -c '^weir_scrape_collector_success{' page.prom) -eq 6 ]]
grep '^cgroup_cpu_usage_seconds_total{cgroup="/system.slice",' page.prom
case $WEIR_VM_BOOT in
  default)
    grep '^cgroup_memory_current_bytes{cgroup="/system.slice",' page.prom
    grep '^cgroup_pressure_waiting_seconds_total{cgroup="/system.slice",.*resource="memory"}' page.prom
    ;;
  psi=0) [[ $(grep -c '^cgroup_pressure_' page.prom) -eq 0 ]] ;;
  # The controllers are version 1's, or there is none.
  hybrid | cgroup_disable=memory) [[ $(grep -c '^cgroup_memory_current_bytes{' page.prom) -eq 0 ]] ;;
esac
