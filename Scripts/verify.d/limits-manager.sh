#!/usr/bin/env bash
# The service manager executes itself anew between and during calls, and its jobs are cancelled.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
vm_part limits-manager verify-limits manager
