#!/usr/bin/env bash
# tier.sh check|test: the two quick tiers, as a list of stages. To add a stage, add a line.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Scripts/stages.sh
. Scripts/stages.sh
tier=${1:-}

built() {
  stage format Scripts/format.sh lint
  stage shellcheck Scripts/lint-scripts.sh
  stage scripts Tests/Scripts/all.sh
  stage build swift build --build-tests
}

# A crash tells where.
unit_tests() { stage tests env SWIFT_BACKTRACE=enable=yes,color=no,interactive=no swift test --skip-build --disable-xctest --quiet; }

# The test bundle's suites on a real kernel, on both boots. Without pressure the readers behave otherwise; what systemd
# and the engines do is the same there, and is asked of the other boot alone (make verify PARTS=boot-psi=0: of both).
real_kernel_suites() {
  local code=0
  WEIR_VM_PARTS='suites all' Tests/VM/run.sh default || code=1
  WEIR_VM_FILTER='^(ControlGroups|GroupMetrics|WeirCommands)Tests\..*RealKernel' Tests/VM/run.sh psi=0 || code=1
  return "$code"
}

case $tier in
  check)
    Scripts/requirements.sh build lint
    stages_begin
    built
    unit_tests
    ;;
  test)
    Scripts/requirements.sh build lint vm metrics
    stages_begin
    beside image Tests/VM/image.sh
    built
    join image
    # An emulated guest keeps one core busy, and little more: the longest runs beside all that follows, the others where
    # what the clock measures is over.
    beside vm-cases env WEIR_VM_NAME=cases WEIR_VM_PARTS=default Tests/VM/run.sh default
    unit_tests
    stage library-user Scripts/library-user.sh
    stage promtool Scripts/promtool.sh
    stage boards Scripts/boards/fixture.sh
    # A minute that is mostly waited for.
    beside scrape Scripts/scrape.sh
    stage fuzz Scripts/fuzz.sh 20000
    join scrape
    beside vm-suites real_kernel_suites
    join vm-suites vm-cases
    ;;
  *) echo "usage: tier.sh check|test" >&2 && exit 64 ;;
esac
