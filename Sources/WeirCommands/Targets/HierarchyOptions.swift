internal import ArgumentParser
package import ControlGroups

/// Which hierarchy is read.
struct RootOption: ParsableArguments {
  @Option(
    name: .customLong("root"),
    help: ArgumentHelp(
      "Read a copy instead of the live hierarchy.",
      discussion:
        "A cgroup tree, or a system root that holds sys/fs/cgroup and, for what is in it, proc, and for names run, var, "
        + "etc, home. Never written.",
      valueName: "dir"))
  var rootDirectory: String?

  init() {}

  /// The live one.
  init(live: Void) { rootDirectory = nil }

  /// The hierarchy that was asked for.
  func hierarchy() throws -> Hierarchy {
    guard let rootDirectory else { return try Hierarchy.live(Kernel.calls) }
    if rootDirectory.isEmpty { throw Complaint("--root is empty; give the directory of a copy", exit: .usage) }
    let typed = ByteText(rootDirectory)
    do { return try Hierarchy.copy(at: typed, Kernel.calls) } catch HierarchyFailure.cannotOpen(let path, .noEntry) {
      // Bytes that are no text came as \xHH.
      guard typed.unescaped != typed else { throw HierarchyFailure.cannotOpen(path: path, .noEntry) }
      return try Hierarchy.copy(at: typed.unescaped, Kernel.calls)
    }
  }
}

/// Options that every command has that reads groups.
struct HierarchyOptions: ParsableArguments {
  @OptionGroup private var root: RootOption

  @Flag(
    name: .customLong("no-names"),
    help: "Call groups by the last part of their path only, and read no engine's state.")
  var noNames = false

  init() {}

  /// Of the live hierarchy.
  init(noNames: Bool) {
    root = RootOption(live: ())
    self.noNames = noNames
  }

  /// What was given with --root.
  var rootDirectory: String? { root.rootDirectory }

  /// What was typed, as a target of this hierarchy.
  func target(_ text: String) -> Target { Target(text, byPathOnly: noNames) }

  /// The hierarchy that was asked for.
  func hierarchy() throws -> Hierarchy { try root.hierarchy() }
}

/// The kernel that commands ask.
package enum Kernel {
  /// What a test made to take its place for one task; nil everywhere else.
  @TaskLocal package static var substitute: (any SystemCalls)?

  /// The system calls of this task.
  package static var calls: any SystemCalls { substitute ?? LinuxCalls.shared }
}

/// How a command prints.
enum OutputFormat: String, WordChoice {
  /// For a person.
  case text
  /// For a program.
  case json
}
