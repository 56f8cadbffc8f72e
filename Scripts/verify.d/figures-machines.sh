#!/usr/bin/env bash
# LXC, nspawn and a second rootless user, by name and with figures.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WEIR_VM_NAME=figures-machines WEIR_VM_CASES=verify-figures
exec Tests/VM/run.sh default /machines.sh
