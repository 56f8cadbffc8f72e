#!/usr/bin/env bash
# The exporter as its unit has it: it starts, listens and is ready; as nobody it shows each container by its id, and by its
# name where it may read root's state; by TLS it takes a renewed certificate while it runs, of systemd's copies at the next
# start; an address that comes late is waited for; by its socket unit it starts with the first scrape.
# deadline: 400
set -euxo pipefail
/weir/guest/containers.sh
units=/etc/systemd/system
cp /weir/systemd/weir-exporter.service /weir/systemd/weir-exporter.socket $units/
mkdir -p $units/weir-exporter.service.d
cat >$units/weir-exporter.service.d/debug.conf <<'END'
[Service]
ExecStart=
ExecStart=/weir/bin/weir-exporter
Environment=LD_LIBRARY_PATH=/weir/bin
END
undo() {
  journalctl -u weir-exporter --no-pager -n 20 || true
  systemctl stop weir-exporter.socket weir-exporter.service || true
  rm -rf $units/weir-exporter.service $units/weir-exporter.socket $units/weir-exporter.service.d
  systemctl daemon-reload
  rm -rf /etc/weir-exporter
  groupdel weir-tls || true
  ip address del 10.98.0.1/32 dev lo || true
  docker rm -f web || true
  systemctl stop weirholds || true
  podman rm -f -t 0 held || true
}
trap undo EXIT
ask() { # PATH: an answer's lines, its head first
  exec 3<>/dev/tcp/127.0.0.1/10272
  printf 'GET %s HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n' "$1" >&3
  cat <&3
  exec 3>&-
}
exposure_below() { # MOST: by systemd's own marks, 0 to 10
  systemd-analyze security weir-exporter | tail -n 1 | tee exposure.txt
  awk -v most="$1" '
    { for (i = 1; i < NF; i++) if ($i == "weir-exporter.service:") { found = 1; over = !($(i + 1) < most) } }
    END { exit !found || over }' exposure.txt
}
id=$(docker run -d --name web --memory 64m --network none weir-busybox sleep 9999)
# A service that holds a container, as podman's quadlet makes them.
holds=system.slice/weirholds.service
systemd-run --quiet --unit=weirholds -p Delegate=yes -E HOME=/root \
  podman run --rm --cgroups=split --name held --network none weir-busybox sleep 9999
for _ in {1..60}; do
  if compgen -G "/sys/fs/cgroup/$holds/libpod-payload-*"; then break; fi
  sleep 1
done
sleep 11 # a name is waited for at most ten seconds
systemctl daemon-reload
systemctl start weir-exporter
[[ $(systemctl show -P ActiveState weir-exporter) = active && $(systemctl show -P StatusText weir-exporter) = Serving. ]]
[[ $(ps -o user= -p "$(systemctl show -P MainPID weir-exporter)") != root ]]
grep -q '^CapEff:[[:space:]]*0000000000000000$' "/proc/$(systemctl show -P MainPID weir-exporter)/status"
exposure_below 2.0

ask /-/ready | grep '200 OK'
ask /metrics >page.txt
# Nothing that the unit protects makes it blind.
[[ $(grep -c '^weir_scrape_collector_success{.*} 1' page.txt) -eq 7 ]]
grep "^cgroup_memory_limit_bytes{.*docker-$id.* 67108864" page.txt
grep '^cgroup_pressure_waiting_seconds_total{.*kind="container"' page.txt
ask / | grep 'containers have no name'
# Of what counts nothing holds another.
/weir/guest/counts-once.sh page.txt
grep "^cgroup_info{cgroup=\"/$holds\",kind=\"slice\"" page.txt
grep "^cgroup_info{cgroup=\"/$holds/libpod-payload-[0-9a-f]*\",kind=\"container\",engine=\"podman\"" page.txt

# With root's files to read it has the name.
cp /weir/systemd/names.conf.example $units/weir-exporter.service.d/names.conf
systemctl daemon-reload
systemctl restart weir-exporter
ask /metrics | grep '^cgroup_memory_limit_bytes{.*kind="container",engine="docker",name="web"} 67108864'
exposure_below 2.0

# By TLS and with no capability, as tls.conf.example says: a group may read the files, and a renewed certificate is taken
# while it runs.
rm $units/weir-exporter.service.d/names.conf
certify() { # NUMBER GROUP MODE: a certificate with that serial number, put in place for a group with a mode
  (
    umask 077
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=weir -set_serial "$1" \
      -addext subjectAltName=IP:127.0.0.1 -keyout web.key -out web.crt
    echo 'tls_server_config: {cert_file: web.crt, key_file: web.key}' >web.yml
  )
  install -m "$3" -g "$2" web.yml web.crt web.key /etc/weir-exporter
}
serial() { # that of the certificate that clients get
  openssl s_client -connect 127.0.0.1:10272 </dev/null 2>/dev/null | openssl x509 -noout -serial | sed 's/serial=//'
}
with_tls() { # EXAMPLE
  sed 's|/usr/local/bin/|/weir/bin/|' "/weir/systemd/$1" >$units/weir-exporter.service.d/tls.conf
  systemctl daemon-reload
  systemctl restart weir-exporter
  curl -sSf --max-time 30 --cacert web.crt https://127.0.0.1:10272/metrics | grep '^weir_hierarchy_info{version="2"} 1'
}
groupadd --system weir-tls
install -d -m 0750 -g weir-tls /etc/weir-exporter
certify 1 weir-tls 0640
with_tls tls.conf.example
[[ $(serial) = 01 ]]
exposure_below 2.0
pid=$(systemctl show -P MainPID weir-exporter)
grep -q '^CapEff:[[:space:]]*0000000000000000$' "/proc/$pid/status"
certify 2 weir-tls 0640
for _ in {1..40}; do [[ $(serial) != 02 ]] || break; sleep 0.5; done
[[ $(serial) = 02 && $(systemctl show -P MainPID weir-exporter) = "$pid" ]]

# With a key that root alone may read the manager hands over copies: what is renewed is taken at the next start.
install -d -m 0700 -g root /etc/weir-exporter
certify 3 root 0600
with_tls tls-copies.conf.example
certify 4 root 0600
sleep 3 # the exporter looks once a second
[[ $(serial) = 03 ]]
systemctl restart weir-exporter
[[ $(serial) = 04 ]]
rm $units/weir-exporter.service.d/tls.conf

# On an address that the machine has later, as at boot by DHCP: it does not give up.
systemctl stop weir-exporter
cat >$units/weir-exporter.service.d/late.conf <<'END'
[Service]
ExecStart=
ExecStart=/weir/bin/weir-exporter --web.listen-address=10.98.0.1:10272
END
systemctl daemon-reload
systemctl start --no-block weir-exporter
sleep 15 # longer than systemd's own limit, five starts in ten seconds, takes at a second each
[[ $(systemctl show -P ActiveState weir-exporter) = activating && $(systemctl show -P NRestarts weir-exporter) -ge 1 ]]
ip address add 10.98.0.1/32 dev lo
curl -sSf --max-time 30 --retry 30 --retry-delay 1 --retry-all-errors http://10.98.0.1:10272/-/ready
[[ $(systemctl show -P ActiveState weir-exporter) = active ]]
systemctl stop weir-exporter
rm $units/weir-exporter.service.d/late.conf
systemctl daemon-reload
# What is wrong in the command line is said once.
cat >$units/weir-exporter.service.d/wrong.conf <<'END'
[Service]
ExecStart=
ExecStart=/weir/bin/weir-exporter --web.listen-address=nowhere
END
systemctl daemon-reload
if systemctl start weir-exporter; then exit 1; fi
[[ $(systemctl show -P ActiveState weir-exporter) = failed && $(systemctl show -P NRestarts weir-exporter) -eq 0 ]]
rm $units/weir-exporter.service.d/wrong.conf
systemctl daemon-reload
systemctl reset-failed weir-exporter

# By its socket: nobody runs until somebody asks.
systemctl stop weir-exporter
systemctl start weir-exporter.socket
[[ $(systemctl show -P ActiveState weir-exporter) = inactive ]]
ask /metrics | grep '^weir_hierarchy_info{version="2"} 1'
[[ $(systemctl show -P ActiveState weir-exporter) = active ]]
