internal import ArgumentParser
internal import ControlGroups

/// Options that every reading command has.
struct HierarchyOptions: ParsableArguments {
  @Option(
    name: .customLong("root"),
    help: ArgumentHelp(
      "Read a copy instead of the live hierarchy.",
      discussion:
        "A cgroup tree, or a system root that holds sys/fs/cgroup and, for what is in it, proc. Never written.",
      valueName: "dir"))
  var rootDirectory: String?

  /// The hierarchy that was asked for.
  func hierarchy() throws -> Hierarchy {
    guard let rootDirectory else { return try Hierarchy.live() }
    return try Hierarchy.copy(at: ByteText(rootDirectory))
  }
}

/// How a command prints.
enum OutputFormat: String, CaseIterable, ExpressibleByArgument {
  /// For a person.
  case text
  /// For a program.
  case json
}
