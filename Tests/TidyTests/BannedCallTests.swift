import Testing

/// What is not written here, and what is written instead.
struct BannedCallTests {
  struct Ban: Sendable {
    let text: String
    let instead: String
    var exceptBelow: [String] = []
  }

  static let bans: [Ban] = [
    Ban(text: "try!", instead: "throw, or explain why it cannot fail with a precondition"),
    Ban(text: "as!", instead: "a conditional cast"),
    Ban(text: "fatalError(", instead: "a typed error"),
    Ban(text: "print(\"", instead: "StandardOutput.shared.write", exceptBelow: ["Sources/ControlGroups/Formats"]),
    Ban(text: "import Foundation", instead: "bytes and the seam"),
    Ban(
      text: "CommandLine.", instead: "Arguments.ofProcess: names are bytes, and /proc may be missing",
      exceptBelow: ["Sources/ProcessIO/Arguments.swift"]),
    Ban(
      text: "@unchecked Sendable", instead: "a Mutex",
      exceptBelow: ["Sources/ControlGroupsTesting", "Sources/SystemdUnits/Bus"]),
    Ban(text: "nonisolated(unsafe)", instead: "a Mutex"),
    Ban(text: "TO" + "DO", instead: "an entry in the README's status"),
    Ban(text: "FIX" + "ME", instead: "mending it"),
    Ban(text: "sd_bus_call(", instead: "an asynchronous call with a deadline", exceptBelow: ["Sources/CSystemd"]),
    Ban(
      text: "/sys/fs/cgroup\"", instead: "Hierarchy.mountPoint",
      exceptBelow: ["Sources/ControlGroups/Hierarchy", "Sources/ControlGroups/Failures"]),
  ]

  static func found(_ files: [Repository.File]) -> [String] {
    files.flatMap { file in
      bans.flatMap { ban -> [String] in
        guard !ban.exceptBelow.contains(where: { file.path.hasPrefix($0) }) else { return [] }
        return file.lines.enumerated().compactMap { number, line in
          let code = line.split(separator: "//", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
          return code.contains(ban.text) ? "\(file.path):\(number + 1) has \(ban.text); use \(ban.instead)" : nil
        }
      }
    }
  }

  @Test func noSourceHasThem() { #expect(Self.found(Repository.sources).isEmpty) }

  @Test func eachIsSeen() {
    for ban in Self.bans {
      let file = Repository.File(path: "Sources/Elsewhere/X.swift", text: "let x = 1\n  \(ban.text) y\n")
      #expect(Self.found([file]).contains { $0.contains(":2 has \(ban.text)") })
    }
  }

  @Test func unsafeStaysAtTheSeams() {
    let seams = [
      "Sources/ControlGroups/System/", "Sources/WeirCommands/Output/", "Sources/WeirCommands/Targets/",
      "Sources/WeirCommands/Run/",
      "Sources/ProcessIO/", "Sources/SystemdUnits/", "Sources/TerminalUI/Device/",
      "Sources/ControlGroupsTesting/", "Sources/ContainerIdentity/", "Sources/ExporterCommands/Output/",
      "Sources/ExporterService/Reading/", "Sources/ExporterService/Compression/",
      "Sources/ExporterService/Config/", "Sources/ExporterService/Supervision/",
    ]
    let outside = Repository.sources.filter { file in
      !seams.contains { file.path.hasPrefix($0) }
        && file.lines.contains { $0.contains("unsafe ") && !$0.contains("//") }
    }
    #expect(outside.map(\.path).isEmpty)
  }
}
