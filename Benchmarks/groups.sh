# Sourced: what the bench's scripts and the guest's cases (/weir/guest/groups.sh) do with control groups.
#   cgroup2_mount     the first mount of version 2; empty where there is none
#   memory_group NAME makes a group whose memory is counted, of version 2 or of version 1 beside it, and prints its directory
#                     and the file that tells; nothing where no hierarchy counts memory
#   in_group DIR COMMAND...   runs it in a group, or not at all
#   end_group DIR     kills what is in a group, and removes it with all below; nothing where it is not there
# shellcheck shell=bash
cgroup2_mount() { awk '$0 ~ / - cgroup2 / { print $5; exit }' /proc/self/mountinfo; }

memory_group() {
  local unified legacy
  unified=$(cgroup2_mount)
  legacy=$(awk '$0 ~ / - cgroup / && /memory/ { print $5; exit }' /proc/self/mountinfo)
  if grep -qw memory "$unified/cgroup.subtree_control" 2>/dev/null; then
    mkdir -p "$unified/$1" && echo "$unified/$1 memory.current"
  elif [[ -n $legacy ]] && mkdir -p "$legacy/$1" 2>/dev/null; then
    echo "$legacy/$1 memory.usage_in_bytes"
  fi
}

in_group() {
  # shellcheck disable=SC2016  # the words are the inner shell's
  bash -c 'echo $$ >"$0/cgroup.procs" && exec "$@"' "$@"
}

end_group() {
  [[ -d $1 ]] || return 0
  echo 1 2>/dev/null >"$1/cgroup.kill" || true
  # A group can be removed once its last process is reaped.
  for _ in {1..100}; do
    find "$1" -depth -type d -exec rmdir {} + 2>/dev/null && break
    sleep 0.1
  done
}
