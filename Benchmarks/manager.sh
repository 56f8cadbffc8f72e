#!/usr/bin/env bash
# manager.sh COMMAND...: runs the command beside a service manager of its own (systemd as the first process of a PID
# namespace), so that what asks the manager can be measured on a real processor where none runs. Needs root, systemd and a
# cgroup2 mount; exit 69 where one of them is missing. That manager is told to start nothing, sees / read-only, and has a /run, a
# /tmp and a /var of its own; its control groups are below weir-manager-PID and go with it.
set -euo pipefail
systemd=/lib/systemd/systemd
if [[ ! -x $systemd ]] || ! command -v systemd-run >/dev/null; then
  echo "manager.sh: no $systemd or no systemd-run here" >&2
  exit 69
fi
# shellcheck source=Benchmarks/groups.sh
. "$(dirname "$0")/groups.sh"
mount=$(cgroup2_mount)
[[ -n $mount ]] || { echo "manager.sh: no cgroup2 mount here" >&2 && exit 69; }
group=$mount/weir-manager-$$
scratch=$(mktemp -d)

clean_up() {
  if [[ -n ${unshare:-} ]]; then kill -KILL "$unshare" 2>/dev/null || true; fi
  end_group "$group"
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 143' TERM
trap 'exit 130' INT

# The namespace's first process: mounts, then becomes the manager.
cat >"$scratch/first" <<'FIRST'
set -e
echo "$$" >"$1/cgroup.procs"
exec unshare --cgroup bash -ec '
  mount -o remount,bind,ro /
  mount -t proc proc /proc
  for place in /run /tmp /var; do mount -t tmpfs tmpfs "$place"; done
  umount -R /sys/fs/cgroup
  mount -t cgroup2 cgroup2 /sys/fs/cgroup
  mkdir -p /run/systemd/system
  printf "[Unit]\nDefaultDependencies=no\n" >/run/systemd/system/weir-bench.target
  export container=weir-bench
  exec /lib/systemd/systemd --system --unit=weir-bench.target --log-target=console --show-status=no'
FIRST

mkdir "$group"
unshare --mount --propagation private --pid --fork --kill-child bash "$scratch/first" "$group" >"$scratch/log" 2>&1 </dev/null &
unshare=$!
disown
for _ in {1..100}; do
  manager=$(pgrep -P "$unshare" || true)
  if [[ -n $manager ]] && nsenter -t "$manager" -m test -S /run/systemd/private 2>/dev/null; then break; fi
  kill -0 "$unshare" 2>/dev/null || break
  sleep 0.1
done
if ! nsenter -t "${manager:-0}" -m test -S /run/systemd/private 2>/dev/null; then
  echo "manager.sh: the manager did not start:" >&2
  tail -n 5 "$scratch/log" >&2
  exit 69
fi
# What is to be measured is outside of the manager's own scope, as a session is.
nsenter -t "$manager" -m -p -C bash -c '
  mkdir -p /sys/fs/cgroup/user.slice/session.scope
  echo $$ >/sys/fs/cgroup/user.slice/session.scope/cgroup.procs
  exec "$@"' session "$@"
