package import GroupMetrics

/// What is kept from one session to the next: a text of `key = value` lines. Keys of newer versions are kept as they are.
package struct Settings: Sendable, Equatable {
  /// The columns by name; nil for those that fit.
  package var columns: [Column]? {
    get { columnNames?.compactMap { Catalogue.column($0) } }
    set { columnNames = newValue?.map(\.name) }
  }
  private var columnNames: [String]?
  package var sort = SortKey.why
  package var isTree = false
  /// One of `themes`.
  package var theme = themes[0]
  /// Lines that this version does not know, and comments.
  private var others: [String] = []

  /// Words for colours; what they are, the back end decides.
  package static let themes = ["normal", "high-contrast", "mono"]

  package init() {}

  /// From the file's text. What is wrong in it is left out: a screen opens whatever its settings say.
  package init(text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map { Self.trimmed($0) }
      guard parts.count == 2, !line.hasPrefix("#") else {
        others.append(String(line))
        continue
      }
      switch parts[0] {
      case "columns":
        let names = parts[1].split(separator: ",").map { Self.trimmed($0) }.filter { Catalogue.column($0) != nil }
        columnNames = names.isEmpty ? nil : names
      case "sort": sort = SortWord.key(parts[1]) ?? .why
      case "tree": isTree = parts[1] == "yes"
      case "theme": theme = Self.themes.contains(parts[1]) ? parts[1] : Self.themes[0]
      default: others.append(String(line))
      }
    }
  }

  /// The file's text.
  package var text: String {
    var lines = others
    if let columnNames { lines.append("columns = " + columnNames.joined(separator: ", ")) }
    lines.append("sort = " + SortWord.text(sort))
    lines.append("tree = " + (isTree ? "yes" : "no"))
    lines.append("theme = " + theme)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" || text.last == "\r" { text.removeLast() }
    return String(text)
  }
}

/// What rows are sorted by, as a word: `why`, `name` or a metric.
package enum SortWord {
  package static func text(_ key: SortKey) -> String {
    switch key {
    case .why: "why"
    case .name: "name"
    case .metric(let metric): Catalogue[metric].name
    }
  }

  /// Nil for a word that rows cannot be sorted by.
  package static func key(_ word: String) -> SortKey? {
    switch word {
    case "why": .why
    case "name": .name
    default: Catalogue.find(word).flatMap { $0.kind == .info ? nil : .metric($0.id) }
    }
  }
}
