// swift-tools-version: 6.2
import PackageDescription

// A package of somebody who wants the library alone (Scripts/library-user.sh).
let package = Package(
  name: "LibraryUser",
  dependencies: [.package(name: "weir", path: "../..", traits: [])],
  targets: [
    .executableTarget(name: "LibraryUser", dependencies: [.product(name: "ControlGroups", package: "weir")])
  ]
)
