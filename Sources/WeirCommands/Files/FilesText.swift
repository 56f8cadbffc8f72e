internal import ControlGroups

/// The table for a person.
enum FilesText {
  static func write(_ entries: [InterfaceTable.Entry], isDetailed: Bool) {
    if isDetailed {
      for (index, entry) in entries.enumerated() {
        if index > 0 { StandardOutput.shared.write("\n") }
        detail(entry)
      }
      return
    }
    let width = entries.map(\.row.name.count).max() ?? 0
    for entry in entries {
      let row = entry.row
      let sentence = firstSentence(of: row.documentation)
      StandardOutput.shared.write(
        "\(TreeText.fit(row.name, width)) \(access(row)) \(TreeText.fit(row.since.description, 6)) \(sentence)\n")
    }
  }

  /// Up to the first full stop that ends a sentence; one inside a name (cgroup.procs) does not.
  static func firstSentence(of text: String) -> Substring {
    guard
      let end = text.indices.first(where: { index in
        guard text[index] == "." else { return false }
        let next = text.index(after: index)
        return next == text.endIndex || text[next] == " "
      })
    else { return text[...] }
    return text[...end]
  }

  private static func access(_ row: any InterfaceRow) -> String {
    (row.isReadable ? "r" : "-") + (row.isWritable ? "w" : "-")
  }

  private static func detail(_ entry: InterfaceTable.Entry) {
    let row = entry.row
    func line(_ title: String, _ text: String?) {
      guard let text else { return }
      StandardOutput.shared.write("  \(TreeText.fit(title, 10)) \(text)\n")
    }
    StandardOutput.shared.write("\(row.name)\n  \(row.documentation)\n")
    line("holds", row.grammar)
    line("unit", row.unit?.rawValue)
    line("kind", row.kind.rawValue)
    line("access", row.accessWords)
    line("written as", row.writtenForm)
    line("default", row.standard)
    line("found", row.scope.rawValue)
    line("controller", row.needsController ? entry.controller.rawValue : nil)
    line("needs", row.configuration)
    line("since", "Linux \(row.since)")
    line("source", row.source)
    line("in Swift", "group.\(property(entry))")
    line("in systemd", row.isWritable ? UnitSettings(entry)?.text ?? "no property" : nil)
    for key in row.keys {
      let unit = key.unit.map { ", \($0.rawValue)" } ?? ""
      let since = key.since.map { ", since \($0)" } ?? ""
      StandardOutput.shared.write("  key \(key.name) (\(key.kind.rawValue)\(unit)\(since)): \(key.documentation)\n")
    }
  }

  /// The accessor: `memory.max`, `hugetlb("2MB").max`.
  static func property(_ entry: InterfaceTable.Entry) -> String {
    switch entry.controller {
    case .hugetlb: "hugetlb(\"SIZE\").\(entry.property)"
    case .core: "core.\(entry.property)"
    default: "\(entry.controller.rawValue).\(entry.property)"
    }
  }
}
