#!/usr/bin/env bash
# An ordinary user without linger: over ssh, from a session's scope, with nobody there to be asked for a password.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
vm_part limits-user verify-limits user
