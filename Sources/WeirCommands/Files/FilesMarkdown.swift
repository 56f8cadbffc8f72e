internal import ControlGroups

/// The table as the page Documentation/interface-files.md, which a test keeps true.
package enum FilesMarkdown {
  /// The whole page of all files.
  package static var page: String { text(InterfaceTable.entries) }

  static func text(_ entries: [InterfaceTable.Entry]) -> String {
    var out = """
      # Interface files of cgroup v2

      Made by `weir files -o markdown` from the declarations in `Sources/ControlGroups/Interface`; do not edit. \
      \(entries.count) files, \(entries.map(\.row.keys.count).reduce(0, +)) keys. *Since* is for orientation: whether a \
      file exists is asked of the kernel. `≈` means give or take a release. *systemd* is the setting in unit files that \
      stands for the file, with the property's name on the bus where that is another.

      """
    for controller in Controller.allCases {
      let files = entries.filter { $0.controller == controller }
      if files.isEmpty { continue }
      out += "\n## \(controller.rawValue)\n\n"
      out +=
        "| File | Holds | Unit | Kind | Access | Where | Since | systemd | |\n|---|---|---|---|---|---|---|---|---|\n"
      for entry in files {
        let row = entry.row
        let cells = [
          "`\(row.name)`", row.grammar, row.unit?.rawValue ?? "", row.kind.rawValue, row.accessWords,
          row.scope.rawValue,
          row.since.description, UnitSettings(entry)?.cell ?? "", row.documentation,
        ]
        out += "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
      }
      for entry in files where !entry.row.keys.isEmpty {
        out +=
          "\n### Keys of `\(entry.row.name)`\n\n| Key | Holds | Unit | Kind | Since | |\n|---|---|---|---|---|---|\n"
        for key in entry.row.keys {
          let cells = [
            "`\(key.name)`", key.grammar, key.unit?.rawValue ?? "", key.kind.rawValue, key.since?.description ?? "",
            key.documentation,
          ]
          out += "| " + cells.map(escaped).joined(separator: " | ") + " |\n"
        }
      }
    }
    return out
  }

  private static func escaped(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }
}
