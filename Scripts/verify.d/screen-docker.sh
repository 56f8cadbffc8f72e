#!/usr/bin/env bash
# The screen inside a container of docker, as root and as an ordinary user.
set -euo pipefail
cd "$(dirname "$0")/../.."
# What is installed, and it starts in a third of the time.
Scripts/release.sh weir
export WEIR_BINARY=$PWD/.build/release/weir.stripped
export WEIR_VM_NAME=screen-docker WEIR_VM_CASES=verify-screen
exec Tests/VM/run.sh default /docker.sh
