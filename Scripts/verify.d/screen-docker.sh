#!/usr/bin/env bash
# The screen inside a container of docker, as root and as an ordinary user.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source=Scripts/vm-part.sh
. Scripts/vm-part.sh
vm_release
vm_part screen-docker verify-screen docker
