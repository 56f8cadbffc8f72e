#!/usr/bin/env bash
# An exporter that stands still is ended and started anew by its watchdog.
# deadline: 240
set -euxo pipefail
unit=/run/systemd/system/weir-exporter.service
sed 's|^ExecStart=.*|ExecStart=/weir/bin/weir-exporter\nEnvironment=LD_LIBRARY_PATH=/weir/bin|; s|^WatchdogSec=.*|WatchdogSec=15s|' \
  /weir/systemd/weir-exporter.service >$unit
trap 'journalctl -u weir-exporter --no-pager -n 20; systemctl stop weir-exporter; rm -f $unit; systemctl daemon-reload' EXIT
systemctl daemon-reload
systemctl start weir-exporter
first=$(systemctl show -P MainPID weir-exporter)
# It says that it works for as long as it does.
sleep 40
[[ $(systemctl show -P MainPID weir-exporter) -eq $first ]]
kill -STOP "$first"
for _ in {1..120}; do
  now=$(systemctl show -P MainPID weir-exporter)
  if [[ $now -ne $first && $now -ne 0 && $(systemctl show -P ActiveState weir-exporter) = active ]]; then break; fi
  sleep 1
done
[[ $now -ne $first && $(systemctl show -P NRestarts weir-exporter) -eq 1 ]]
journalctl -u weir-exporter --no-pager | grep -i watchdog
