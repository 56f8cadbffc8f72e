#!/usr/bin/env bash
# tier.sh check|test: the two quick tiers, as a list of stages. To add a stage, add a line.
set -euo pipefail
cd "$(dirname "$0")/.."
# shellcheck source=Scripts/stages.sh
. Scripts/stages.sh
tier=${1:-}
boots=(default psi=0)

checks() {
  stage format Scripts/format.sh lint
  stage shellcheck Scripts/lint-scripts.sh
  stage scripts Tests/Scripts/all.sh
  stage build swift build --build-tests
  stage tests swift test --skip-build --disable-xctest --quiet
}

case $tier in
  check)
    Scripts/requirements.sh build lint
    stages_begin
    checks
    ;;
  test)
    Scripts/requirements.sh build lint vm metrics
    stages_begin
    beside image Tests/VM/image.sh
    checks
    stage library-user Scripts/library-user.sh
    stage promtool Scripts/promtool.sh
    stage boards Scripts/boards/fixture.sh
    # A minute that is mostly waited for.
    beside scrape Scripts/scrape.sh
    if [[ -x Scripts/fuzz.sh ]]; then stage fuzz Scripts/fuzz.sh 20000; fi
    join scrape image
    # Together: a boot under emulation leaves a core idle half of the time.
    for boot in "${boots[@]}"; do beside "vm-$boot" Tests/VM/run.sh "$boot"; done
    join "${boots[@]/#/vm-}"
    ;;
  *) echo "usage: tier.sh check|test" >&2 && exit 64 ;;
esac
