# shellcheck shell=bash
# Sourced in the guest before the bundle and before each case.
# With WEIR_REAL_KERNEL set, a test that finds no real kernel to work on fails instead of being skipped.
export WEIR_REAL_KERNEL=1 WEIR_VM_BOOT WEIR_VM_KERNEL WEIR_TESTS=/weir/Tests
export PATH=/weir/bin:$PATH LANG=C.UTF-8
# Fresh for each case; /tmp is the guest's own and vanishes with it.
cd "$(mktemp -d)" || exit 1
