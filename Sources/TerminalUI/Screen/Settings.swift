internal import GroupMetrics

/// What is kept from one session to the next: a text of `key = value` lines. Keys and words of newer versions are kept as
/// they are, until a person chooses something else.
package struct Settings: Sendable, Equatable {
  /// The columns by name, as `ListColumn.chosen` takes them; nil for those that fit.
  package var columns: [String]? {
    get {
      let known = columnWords?.filter { ListColumn.isKnown($0) } ?? []
      return known.isEmpty ? nil : known
    }
    set { columnWords = newValue }
  }
  /// As the file has them.
  private var columnWords: [String]?
  package var sort = SortKey.why { didSet { if sort != oldValue { strange["sort"] = nil } } }
  package var isTree = false { didSet { if isTree != oldValue { strange["tree"] = nil } } }
  /// One of `themes`.
  package var theme = themes[0] { didSet { if theme != oldValue { strange["theme"] = nil } } }
  /// By key, words that this version does not know.
  private var strange: [String: String] = [:]
  /// Lines that this version does not know, and comments.
  private var others: [String] = []

  /// Words for colours; what they are, the back end decides.
  package static let themes = ["normal", "high-contrast", "mono"]

  package init() {}

  /// From the file's text. What is wrong in it counts for nothing: a screen opens whatever its settings say.
  package init(text: String) {
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: "=", maxSplits: 1).map { Self.trimmed($0) }
      guard parts.count == 2, !line.hasPrefix("#") else {
        others.append(String(line))
        continue
      }
      let (key, word) = (parts[0], parts[1])
      var isKnown = true
      switch key {
      case "columns":
        let names = word.split(separator: ",").map { Self.trimmed($0) }
        columnWords = names.isEmpty ? nil : names
      case "sort":
        isKnown = SortWord.key(word) != nil
        sort = SortWord.key(word) ?? .why
      case "tree":
        isKnown = word == "yes" || word == "no"
        isTree = word == "yes"
      case "theme":
        isKnown = Self.themes.contains(word)
        theme = isKnown ? word : Self.themes[0]
      default: others.append(String(line))
      }
      strange[key] = isKnown ? nil : word
    }
  }

  /// What a person chooses, each by itself.
  enum Part: CaseIterable, Sendable { case columns, sort, tree, theme }

  /// What is another choice here than there.
  func differences(from other: Settings) -> Set<Part> {
    var parts: Set<Part> = []
    if columnWords != other.columnWords { parts.insert(.columns) }
    if sort != other.sort { parts.insert(.sort) }
    if isTree != other.isTree { parts.insert(.tree) }
    if theme != other.theme { parts.insert(.theme) }
    return parts
  }

  /// These, but for some choices that are another's.
  func with(_ parts: Set<Part>, of other: Settings) -> Settings {
    var result = self
    for part in parts {
      switch part {
      case .columns: result.columnWords = other.columnWords
      case .sort: (result.sort, result.strange["sort"]) = (other.sort, nil)
      case .tree: (result.isTree, result.strange["tree"]) = (other.isTree, nil)
      case .theme: (result.theme, result.strange["theme"]) = (other.theme, nil)
      }
    }
    return result
  }

  /// The file's text.
  package var text: String {
    var lines = others
    if let columnWords { lines.append("columns = " + columnWords.joined(separator: ", ")) }
    lines.append("sort = " + (strange["sort"] ?? SortWord.text(sort)))
    lines.append("tree = " + (strange["tree"] ?? (isTree ? "yes" : "no")))
    lines.append("theme = " + (strange["theme"] ?? theme))
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
