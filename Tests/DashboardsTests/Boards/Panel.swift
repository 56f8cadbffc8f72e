/// One panel of a board.
struct Panel {
  /// What its numbers are, in Grafana's words.
  enum Unit: String {
    case bytes
    case bytesPerSecond = "binBps"
    case ratio = "percentunit"
    case seconds = "s"
    case perSecond = "cps"
    /// A number without a unit: cores, tasks, groups.
    case count = "short"
    /// A whole number, never shortened.
    case whole = "none"
  }

  enum Shape {
    /// Lines over time.
    case lines
    /// The same, on top of one another.
    case stack
    /// The last value, large.
    case stat
    /// A row for each set of labels, and a column for each query.
    case table
  }

  /// A line of a graph, or a column of a table.
  struct Line {
    let query: String
    /// The legend, or the column's title.
    let legend: String
    /// A limit is a dashed line; nothing is filled below it.
    var isLimit = false
    /// Of a column; nil for the panel's.
    var unit: Unit?

    init(_ query: String, _ legend: String, limit: Bool = false, unit: Unit? = nil) {
      self.query = query
      self.legend = legend
      isLimit = limit
      self.unit = unit
    }
  }

  let title: String
  let description: String
  let shape: Shape
  let unit: Unit
  let lines: [Line]
  /// Of 24 columns.
  var width = 12
  var height = 8
  /// From here on a stat is red.
  var alarm: Double?
  /// Whether a share ends at 1.
  var most: Double?

  static func lines(
    _ title: String, _ description: String, _ unit: Unit, width: Int = 12, stacked: Bool = false, most: Double? = nil,
    _ lines: Line...
  ) -> Panel {
    Panel(
      title: title, description: description, shape: stacked ? .stack : .lines, unit: unit, lines: lines, width: width,
      most: most)
  }

  static func stat(
    _ title: String, _ description: String, _ unit: Unit, width: Int = 4, alarm: Double? = nil, _ query: String
  ) -> Panel {
    Panel(
      title: title, description: description, shape: .stat, unit: unit, lines: [Line(query, "")], width: width,
      height: 4, alarm: alarm)
  }

  static func table(_ title: String, _ description: String, height: Int = 10, _ columns: Line...) -> Panel {
    Panel(
      title: title, description: description, shape: .table, unit: .count, lines: columns, width: 24, height: height)
  }
}
