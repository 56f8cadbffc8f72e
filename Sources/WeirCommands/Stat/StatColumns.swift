internal import ControlGroups
internal import GroupMetrics

/// The columns that were asked for, and what the rows are sorted by.
struct StatColumns {
  /// Each once, where it was named first.
  let columns: [Column]
  /// Nil for by name.
  let sort: MetricID?

  init(_ asked: String, sort: String) throws {
    var seen: Set<String> = []
    columns = try asked.split(separator: ",").map(Self.trimmed).filter { !$0.isEmpty }.flatMap { word -> [Column] in
      switch word {
      case "narrow": return Catalogue.narrow
      case "wide": return Catalogue.wide
      default:
        if let column = Catalogue.column(word) { return [column] }
        throw Complaint("-c: \(Self.unknown(word))", exit: .usage)
      }
    }.filter { seen.insert($0.name).inserted }
    if columns.isEmpty { throw Complaint("-c names no column", exit: .usage) }
    if sort == "name" {
      self.sort = nil
    } else if let metric = Catalogue.column(sort)?.metrics.first.map({ Catalogue[$0] }) {
      guard metric.kind != .info else { throw Complaint("-s: rows cannot be sorted by \(sort)", exit: .usage) }
      self.sort = metric.id
    } else {
      throw Complaint("-s: \(Self.unknown(sort))", exit: .usage)
    }
  }

  /// The metrics of the columns, each once, in their order: what machines get.
  var metrics: [MetricID] {
    var seen: Set<MetricID> = []
    return columns.flatMap(\.metrics).filter { seen.insert($0).inserted }
  }

  /// What must be sampled.
  var sampled: [MetricID] { metrics + (sort.map { [$0] } ?? []) }

  /// Without the blanks around it, which one types behind a comma.
  private static func trimmed(_ word: Substring) -> String {
    func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }
    guard let first = word.firstIndex(where: { !isBlank($0) }), let last = word.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(word[first...last])
  }

  /// A word that is no metric, with the one that is meant or those that hold it.
  static func unknown(_ word: String) -> String {
    if let meant = Spelling.nearest(word, in: Catalogue.metrics.lazy.map(\.name)) {
      return "no metric \"\(ByteText(word))\"; did you mean \(meant)?"
    }
    let last = word.split(separator: ".").last.map(String.init) ?? word
    let near = Catalogue.metrics.map(\.name).filter { name in
      name.contains(word) || (last.count > 2 && name.contains(last))
    }
    let shown = near.isEmpty ? ["cpu.cores", "memory.current", "io.read", "pids.current"] : Array(near.prefix(5))
    return "no metric \"\(ByteText(word))\"; perhaps \(shown.joined(separator: ", "))"
  }
}
