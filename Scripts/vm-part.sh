# Sourced by parts of Scripts/verify.d that run one case in a guest, from the top of the checkout.
#   vm_release [PRODUCT...]     builds weir (or weir-exporter, or both) as it is installed, for the guest: a debug build
#                               takes most of an emulated processor, and starts in three times the time
#   vm_part NAME CASES CASE     runs the case in a guest of that name; the status is the case's. Sets log: what it printed
#   vm_part_says NAME CASES CASE    the same, and then prints the lines of the log that begin with the case's name
# shellcheck shell=bash
vm_release() {
  local product
  [[ $# -gt 0 ]] || set -- weir
  Scripts/release.sh "$@"
  for product in "$@"; do
    case $product in
      weir) export WEIR_BINARY=$PWD/.build/release/weir.stripped ;;
      weir-exporter) export WEIR_EXPORTER_BINARY=$PWD/.build/release/weir-exporter.stripped ;;
    esac
  done
}

vm_part() {
  log=.build/vm/$([[ ${KERNEL:-13} = 13 ]] || echo "$KERNEL-")$1/$2.$3.log
  WEIR_VM_NAME=$1 WEIR_VM_PARTS=$2 Tests/VM/run.sh default "/$3.sh"
}

vm_part_says() {
  local code=0
  vm_part "$@" || code=$?
  grep -h "^$3: " "$log" || true
  return "$code"
}
