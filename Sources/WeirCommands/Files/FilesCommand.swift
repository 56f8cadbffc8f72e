internal import ArgumentParser
internal import ControlGroups

/// `weir files`: the table of interface files.
struct FilesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "files",
    _superCommandName: "weir",
    abstract: "List every interface file that weir knows: what it holds, who may write it, since when.",
    discussion: """
      Without a pattern, a line for each file. With one (memory.*, or a name), everything that is known of the files it \
      matches, their keys too. Reads no kernel: for what this machine has, see weir doctor and weir get TARGET.
      """)

  @Argument(help: ArgumentHelp("Files or globs.", valueName: "pattern")) var patterns: [String] = []

  @Option(name: .joinable("o"), help: "The output: text, json or markdown.") var output: FilesFormat = .text

  func run() throws {
    var entries = InterfaceTable.entries
    if !patterns.isEmpty {
      for pattern in patterns where !entries.contains(where: { Self.matches($0, pattern) }) {
        throw FileSelection.unknown(pattern, among: InterfaceTable.entries)
      }
      entries = entries.filter { entry in patterns.contains { Self.matches(entry, $0) } }
    }
    switch output {
    case .text: FilesText.write(entries, isDetailed: !patterns.isEmpty)
    case .json: FilesJSON.write(entries)
    case .markdown: StandardOutput.shared.write(FilesMarkdown.text(entries))
    }
  }

  private static func matches(_ entry: InterfaceTable.Entry, _ pattern: String) -> Bool {
    entry.isTaken(by: pattern) || (!Glob.isGlob(pattern) && entry.matches(pattern))
  }
}

/// The forms of the table.
enum FilesFormat: String, WordChoice {
  /// For a person.
  case text
  /// For a program.
  case json
  /// For Documentation/interface-files.md.
  case markdown
}
