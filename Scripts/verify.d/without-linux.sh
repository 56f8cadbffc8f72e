#!/usr/bin/env bash
# The library and its fake tree, compiled as where there is no Linux: what macOS would compile, but for Darwin's own
# differences. All that is behind os(Linux) is taken out.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=.build/without-linux
rm -rf "$out/Sources"
mkdir -p "$out/Sources"
cp -r Sources/{CLinux,ControlGroups,ControlGroupsTesting} "$out/Sources/"
grep -rlE 'os\(Linux\)|__linux__' "$out/Sources" | xargs sed -i 's/os(Linux)/os(Windows)/; s/#ifdef __linux__/#if 0/'
cat >"$out/Package.swift" <<'PACKAGE'
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "without-linux",
  targets: [
    .target(name: "CLinux"),
    .target(name: "ControlGroups", dependencies: ["CLinux"]),
    .target(name: "ControlGroupsTesting", dependencies: ["ControlGroups"]),
  ], swiftLanguageModes: [.v6])
for target in package.targets where target.name != "CLinux" {
  target.swiftSettings = [
    .strictMemorySafety(), .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"), .enableUpcomingFeature("InferIsolatedConformances"),
  ]
}
PACKAGE
swift build --package-path "$out"
