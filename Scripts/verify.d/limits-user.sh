#!/usr/bin/env bash
# An ordinary user without linger: over ssh, from a session's scope, with nobody there to be asked for a password.
set -euo pipefail
cd "$(dirname "$0")/../.."
export WEIR_VM_NAME=limits-user WEIR_VM_CASES=verify-limits
exec Tests/VM/run.sh default /user.sh
