import Testing

/// The arrows between rooms go one way (ARCHITECTURE.md draws them).
struct ArrowTests {
  /// What a target may import of ours, and of others.
  static let allowed: [String: Set<String>] = [
    "ControlGroups": ["CLinux", "Synchronization", "Darwin"],
    "ControlGroupsTesting": ["ControlGroups", "Synchronization", "Glibc", "Darwin"],
    "SystemdUnits": ["CSystemd", "CLinux", "ControlGroups", "Synchronization", "Dispatch", "Glibc"],
    "ContainerIdentity": ["ControlGroups", "CLinux", "Synchronization", "Glibc"],
    "GroupMetrics": ["ControlGroups", "ContainerIdentity", "CLinux", "Synchronization"],
    "Limits": ["ControlGroups", "SystemdUnits", "ContainerIdentity", "Synchronization"],
    "TerminalUI": ["CCurses", "ControlGroups", "ContainerIdentity", "GroupMetrics", "Synchronization"],
    "WeirCommands": [
      "ControlGroups", "SystemdUnits", "ContainerIdentity", "GroupMetrics", "Limits", "TerminalUI", "CLinux",
      "ProcessIO", "ArgumentParser", "Dispatch", "Glibc", "Synchronization",
    ],
    "ProcessIO": ["CLinux", "ControlGroups", "Glibc"],
    "weir": ["WeirCommands"],
    "Exposition": ["ControlGroups", "ContainerIdentity", "GroupMetrics"],
    "ExporterCommands": [
      "CLinux", "ControlGroups", "ContainerIdentity", "GroupMetrics", "Exposition", "ExporterService", "ProcessIO",
      "ArgumentParser",
      "Glibc",
      "Logging",
    ],
    // The one room that knows HTTP.
    "ExporterService": [
      "ControlGroups", "GroupMetrics", "Exposition", "CCrypt", "CSupervision", "CYaml", "CZlib", "Dispatch",
      "HTTPTypes",
      "HummingbirdCore", "Logging",
      "NIOCore", "NIOExtras", "NIOHTTP1", "NIOHTTPTypes", "NIOPosix", "NIOSSL", "ServiceLifecycle", "Synchronization",
      "UnixSignals",
    ],
    "weir-exporter": ["ExporterCommands"],
  ]

  /// Rooms within a room: below this folder alone, and there none of these.
  static let inner: [(target: String, folder: String, only: Set<String>, never: Set<String>)] = [
    // The terminal knows no groups, and views know no terminal.
    ("TerminalUI", "Device", ["CCurses"], ["GroupMetrics", "ContainerIdentity"])
  ]

  private static func isWrong(_ module: String, _ parts: [Substring]) -> Bool {
    inner.contains { room in
      guard parts[1] == room.target else { return false }
      return parts[2] == room.folder && parts.count > 3 ? room.never.contains(module) : room.only.contains(module)
    }
  }

  static func wrongImports(_ files: [Repository.File]) -> [String] {
    files.flatMap { file -> [String] in
      let parts = file.path.split(separator: "/")
      guard parts.count > 2, let allowed = allowed[String(parts[1])] else {
        return ["\(file.path): no arrow is drawn for its target"]
      }
      return file.lines.compactMap { line in
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index < 3, !line.hasPrefix("//"), index + 1 < words.count
        else {
          return nil
        }
        let module = String(words.last ?? "")
        return allowed.contains(module) && !isWrong(module, parts) ? nil : "\(file.path) imports \(module)"
      }
    }
  }

  @Test func everyImportFollowsAnArrow() { #expect(Self.wrongImports(Repository.sources).isEmpty) }

  @Test func aWrongArrowIsSeen() {
    let file = Repository.File(
      path: "Sources/ControlGroups/X.swift", text: "  internal import Foundation\npublic import CLinux\n")
    #expect(Self.wrongImports([file]) == ["Sources/ControlGroups/X.swift imports Foundation"])
    let places = [("List/X.swift", "CCurses"), ("Device/X.swift", "GroupMetrics"), ("X.swift", "CCurses")]
    for (place, module) in places {
      let file = Repository.File(path: "Sources/TerminalUI/\(place)", text: "internal import \(module)\n")
      #expect(Self.wrongImports([file]) == ["Sources/TerminalUI/\(place) imports \(module)"])
    }
    let device = Repository.File(path: "Sources/TerminalUI/Device/X.swift", text: "internal import CCurses\n")
    #expect(Self.wrongImports([device]).isEmpty)
    let stranger = Repository.File(path: "Sources/Stranger/X.swift", text: "")
    #expect(Self.wrongImports([stranger]).count == 1)
  }
}
