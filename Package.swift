// swift-tools-version: 6.2
import PackageDescription

/// What only the exporter as a server needs: nobody else resolves or builds it.
let service: TargetDependencyCondition? = .when(traits: ["Service"])

let package = Package(
  name: "weir",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "ControlGroups", targets: ["ControlGroups"]),
    .library(name: "ControlGroupsTesting", targets: ["ControlGroupsTesting"]),
    .library(name: "SystemdUnits", targets: ["SystemdUnits"]),
    .executable(name: "weir", targets: ["weir"]),
    .executable(name: "weir-exporter", targets: ["weir-exporter"]),
  ],
  // What listens is a trait: who wants the library alone resolves and builds none of the HTTP stack.
  traits: [.trait(name: "Service", description: "weir-exporter as a server"), .default(enabledTraits: ["Service"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // C: what Swift cannot import (openat2, getdents64, magic numbers, fork+exec).
    .target(name: "CLinux"),

    // The library: no Foundation, no systemd, no other package.
    .target(name: "ControlGroups", dependencies: ["CLinux"]),

    // A fake tree and scripted failures, for our tests and for those of the library's users.
    .target(name: "ControlGroupsTesting", dependencies: ["ControlGroups"]),
    // systemd's units over sd-bus; the C target dlopen()s libsystemd, so nothing links it.
    .target(name: "CSystemd"),
    .target(name: "SystemdUnits", dependencies: ["CLinux", "CSystemd", "ControlGroups"]),

    // Plans of limits: where a value goes, what it would hurt, and how it is put back.
    .target(name: "Limits", dependencies: ["ControlGroups", "SystemdUnits"]),

    // What a group is: names from paths, places and on-disk state.
    .target(name: "ContainerIdentity", dependencies: ["ControlGroups"]),

    // Figures: the catalogue of metrics, and the sampler that reads them.
    .target(name: "GroupMetrics", dependencies: ["CLinux", "ContainerIdentity", "ControlGroups"]),

    // The text that Prometheus scrapes: the catalogue's series of all groups, in reused buffers.
    .target(name: "Exposition", dependencies: ["ContainerIdentity", "ControlGroups", "GroupMetrics"]),

    // What programs have of their process: arguments, environment, descriptors.
    .target(name: "ProcessIO", dependencies: ["CLinux", "ControlGroups"]),

    // The exporter: it reads, and links nothing that writes to a control group.
    .target(
      name: "ExporterCommands",
      dependencies: [
        "CLinux", "ContainerIdentity", "ControlGroups", "Exposition", "ExporterService", "GroupMetrics", "ProcessIO",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "weir-exporter", dependencies: ["ExporterCommands"]),

    // The terminal: ncurses' descriptions (dlopen()ed, nothing links them), modes, signals.
    .target(name: "CCurses"),

    // The screen's grid, widgets and views; it knows groups by their figures, and no kernel file.
    .target(name: "TerminalUI", dependencies: ["CCurses", "ContainerIdentity", "ControlGroups", "GroupMetrics"]),

    // The exporter as a server, on Hummingbird: listening, requests, one reading for all that ask at once.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    // dlopen()ed when a web configuration wants them: libyaml reads it, libxcrypt hashes passwords.
    .target(name: "CYaml"),
    .target(name: "CCrypt"),
    // What a service and its manager say to each other.
    .target(name: "CSupervision"),
    .target(
      name: "ExporterService",
      dependencies: [
        "ContainerIdentity", "ControlGroups", "Exposition", "GroupMetrics",
        .target(name: "CCrypt", condition: service), .target(name: "CSupervision", condition: service),
        .target(name: "CYaml", condition: service),
        .target(name: "CZlib", condition: service),
        .product(name: "HTTPTypes", package: "swift-http-types", condition: service),
        .product(name: "HummingbirdCore", package: "hummingbird", condition: service),
        .product(name: "Logging", package: "swift-log", condition: service),
        .product(name: "NIOCore", package: "swift-nio", condition: service),
        .product(name: "NIOExtras", package: "swift-nio-extras", condition: service),
        .product(name: "NIOHTTP1", package: "swift-nio", condition: service),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras", condition: service),
        .product(name: "NIOPosix", package: "swift-nio", condition: service),
        .product(name: "NIOSSL", package: "swift-nio-ssl", condition: service),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle", condition: service),
        .product(name: "UnixSignals", package: "swift-service-lifecycle", condition: service),
      ]),

    // The commands: one file per subcommand, and a main of ten lines.
    .target(
      name: "WeirCommands",
      dependencies: [
        "CLinux", "ContainerIdentity", "ControlGroups", "GroupMetrics", "Limits", "ProcessIO", "SystemdUnits",
        "TerminalUI",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "weir", dependencies: ["WeirCommands"]),

    // The Swift side of `make bench`; the C side and the pairing of both are beside it.
    .executableTarget(
      name: "weir-bench",
      dependencies: ["CLinux", "ContainerIdentity", "ControlGroups", "Exposition", "GroupMetrics", "TerminalUI"],
      path: "Benchmarks/weir-bench"),

    // Replaces malloc in the test bundle, so that a test can count.
    .target(name: "CAllocationCount", path: "Tests/CAllocationCount"),

    // A terminal in memory, and programs on it.
    .target(name: "CPseudoTerminal", path: "Tests/CPseudoTerminal"),
    .target(name: "TerminalTesting", dependencies: ["CPseudoTerminal", "TerminalUI"], path: "Tests/TerminalTesting"),

    // Tests mirror sources.
    .testTarget(
      name: "ControlGroupsTests",
      dependencies: ["CAllocationCount", "ContainerIdentity", "ControlGroups", "ControlGroupsTesting", "GroupMetrics"]),
    .testTarget(name: "SystemdUnitsTests", dependencies: ["ControlGroups", "ControlGroupsTesting", "SystemdUnits"]),
    .testTarget(
      name: "GroupMetricsTests",
      dependencies: ["CAllocationCount", "ContainerIdentity", "ControlGroups", "ControlGroupsTesting", "GroupMetrics"]),
    .testTarget(name: "LimitsTests", dependencies: ["Limits", "ControlGroupsTesting"]),
    .testTarget(
      name: "WeirCommandsTests",
      dependencies: [
        "CLinux", "ControlGroups", "ControlGroupsTesting", "ExporterCommands", "GroupMetrics", "SystemdUnits",
        "TerminalTesting",
        "TerminalUI", "WeirCommands", "weir",
      ]),
    .testTarget(
      name: "TerminalUITests",
      dependencies: [
        "CAllocationCount", "ContainerIdentity", "ControlGroups", "ControlGroupsTesting", "GroupMetrics",
        "TerminalTesting", "TerminalUI",
      ]),
    // The layout as a test: sizes, banned calls, arrows, documents = declarations.
    .testTarget(name: "TidyTests", dependencies: ["ControlGroups", "WeirCommands"]),
    .testTarget(
      name: "ExpositionTests",
      dependencies: ["ControlGroups", "ControlGroupsTesting", "Exposition", "ExporterCommands", "GroupMetrics"]),
    // Boards and rules: their declarations, and that they ask for what the page serves.
    .testTarget(
      name: "DashboardsTests",
      dependencies: ["ContainerIdentity", "ControlGroups", "ControlGroupsTesting", "Exposition", "GroupMetrics"]),
    .testTarget(
      name: "ExporterServiceTests",
      dependencies: [
        "ControlGroups", "ExporterCommands", "ExporterService", "Exposition", "GroupMetrics",
        .product(name: "HTTPTypes", package: "swift-http-types", condition: service),
        .product(name: "Logging", package: "swift-log", condition: service),
        .product(name: "NIOCore", package: "swift-nio", condition: service),
        .product(name: "NIOPosix", package: "swift-nio", condition: service),
      ]),
    .testTarget(
      name: "ContainerIdentityTests", dependencies: ["ContainerIdentity", "ControlGroups", "ControlGroupsTesting"]),
  ],
  swiftLanguageModes: [.v6]
)

// One loop sets the flags of every Swift target.
for target in package.targets
where target.type != .system
  && ![
    "CAllocationCount", "CCrypt", "CCurses", "CLinux", "CPseudoTerminal", "CSupervision", "CSystemd", "CYaml",
  ].contains(target.name)
{
  target.swiftSettings = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableUpcomingFeature("InferIsolatedConformances"),
  ]
}

// What answers a person once: small rather than fast. The release binary of weir keeps to 20 MB so.
for target in package.targets where ["Limits", "WeirCommands"].contains(target.name) {
  target.swiftSettings?.append(.unsafeFlags(["-Osize"], .when(configuration: .release)))
}

// The sampler's columns belong to a class, and are only ever touched by its one thread: looking whether two accesses
// overlap costs 3 % of a sample. Tests, which are debug builds, look.
for target in package.targets where target.name == "GroupMetrics" {
  target.swiftSettings?.append(.unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release)))
}
