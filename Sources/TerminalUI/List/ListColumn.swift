package import GroupMetrics

/// A column of the list: a column of the catalogue in the width that a screen has for it, or one that only a screen has.
package struct ListColumn: Sendable {
  /// What stands in its cells.
  enum Content: Sendable {
    case figure(Column)
    /// What holds the group back, in a word.
    case why
    /// A bar of a share: 0…1.
    case bar(MetricID, soft: MetricID?)
    /// A metric over the last samples, one a column.
    case history(MetricID)
  }

  let content: Content
  let title: String
  /// Without the place of `^`.
  let width: Int
  /// Whether a place for `^` or `q` follows.
  let hasMark: Bool
  /// Of a figure against a limit: the columns of the limit.
  var behindSlash: Int {
    guard case .figure(let column) = content, case .against = column.cell else { return 0 }
    return column.format == .cores ? width - 5 : 4
  }
  /// The less, the sooner it is on the screen.
  var priority: Int
  /// What it may grow to.
  let widest: Int
  /// The columns that it takes the place of.
  var replaces: [String]
  /// When its figures are worth a look; nil of words.
  let rule: Tones.Rule?

  /// What it is called: a metric's name, or `why`.
  package var name: String {
    switch content {
    case .figure(let column): column.name
    case .why: "why"
    case .bar(let metric, _): "bar:" + Catalogue[metric].name
    case .history(let metric): "history:" + Catalogue[metric].name
    }
  }

  /// The metrics that it shows.
  package var metrics: [MetricID] {
    switch content {
    case .figure(let column): column.metrics
    case .why: []
    case .bar(let metric, let soft): [metric] + (soft.map { [$0] } ?? [])
    case .history(let metric): [metric]
    }
  }

  var isLeft: Bool {
    switch content {
    case .figure(let column): column.isLeft
    case .why, .bar, .history: true
    }
  }

  init(
    _ content: Content, title: String, width: Int, hasMark: Bool = false, priority: Int = 0, widest: Int? = nil,
    replaces: [String] = []
  ) {
    self.content = content
    self.title = title
    self.width = width
    self.hasMark = hasMark
    self.priority = priority
    self.widest = widest ?? width
    self.replaces = replaces
    switch content {
    case .figure(let column): rule = column.metrics.first.map { Tones.Rule($0) }
    case .bar(let metric, _), .history(let metric): rule = Tones.Rule(metric)
    case .why: rule = nil
    }
  }

  /// Of the catalogue. What is printed is never wider than its format, so that many need less than in a table.
  ///
  /// - Parameter manyCPUs: whether a number of CPUs may take two digits before the point.
  init(_ column: Column, priority: Int = 0, manyCPUs: Bool = false, replaces: [String] = []) {
    var width = max(column.title.utf8.count, Self.widest(column.format) ?? column.width)
    var hasMark = false
    if case .against = column.cell {
      hasMark = true
      width = column.width - (column.format == .cores && manyCPUs ? 1 : 2)
    }
    let isTop = column.format == .text
    self.init(
      .figure(column), title: isTop && column.title == "TOP" ? "TOP PROC" : column.title, width: isTop ? 11 : width,
      hasMark: hasMark, priority: priority, widest: isTop ? column.width : width, replaces: replaces)
  }

  /// The most that a format prints (`CellFormat`); nil where the column's own width says it.
  private static func widest(_ format: CellFormat) -> Int? {
    switch format {
    case .bytes, .count: 4
    case .percent: 3
    case .rate, .cores, .fewCores, .duration, .microseconds, .flag, .time, .text: nil
    }
  }

  static let why = ListColumn(.why, title: "WHY", width: 10, priority: 2, widest: 20)

  /// Those that a screen shows as far as there is room, in their order from left to right.
  static func automatic(manyCPUs: Bool) -> [ListColumn] {
    func figure(_ name: String, _ priority: Int, replaces: [String] = []) -> ListColumn? {
      Catalogue.column(name).map { ListColumn($0, priority: priority, manyCPUs: manyCPUs, replaces: replaces) }
    }
    let bars = [
      ListColumn(.bar(Catalogue.id("cpu.share"), soft: nil), title: "CPU of cap", width: 10, priority: 17),
      ListColumn(
        .bar(Catalogue.id("memory.share"), soft: VerdictMetric.memoryCurrent), title: "MEM of cap", width: 10,
        priority: 16),
      ListColumn(.history(VerdictMetric.cpuCores), title: "CPU, lately", width: 15, priority: 20),
    ]
    let row: [ListColumn?] = [
      figure("cpu/lim", 1), bars[0], figure("cpu.throttled", 9), figure("memory/lim", 3), bars[1],
      figure("memory.share", 6), figure("memory.swap.current", 10), figure("io.bytes", 8),
      figure("io.read", 11, replaces: ["io.bytes"]), figure("io.written", 11), figure("network.bytes", 12),
      figure("pids.current", 13), figure("cpu.pressure.some", 4), figure("cpu.pressure.full", 21),
      figure("memory.pressure.some", 7), figure("memory.pressure.full", 18), figure("io.pressure.some", 5),
      figure("io.pressure.full", 19), figure("age", 14), why, figure("top_process", 15), bars[2],
    ]
    return row.compactMap { $0 }
  }
}
