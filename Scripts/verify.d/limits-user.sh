#!/usr/bin/env bash
# An ordinary user without linger: over ssh, from a session's scope, with nobody there to be asked for a password.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed, and it starts in a third of the time.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=limits-user WEIR_VM_CASES=verify-limits
exec Tests/VM/run.sh default /user.sh
