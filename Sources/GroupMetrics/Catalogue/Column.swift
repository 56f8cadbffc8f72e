/// How a number is printed for a person. Every format has a greatest width, so that no column ever moves.
package enum CellFormat: String, Sendable {
  /// `812M`, 1024-based: 5 columns.
  case bytes
  /// `3.1M` a second, 1000-based: 4 columns.
  case rate
  /// `0.42`, `12.5`, `128`: 4 columns up to 9999 CPUs.
  case cores
  /// `0.5`, `2.0`, `128`: a cap.
  case fewCores
  /// A ratio in whole percent: 3 columns up to 999.
  case percent
  /// `17`, `9999`, `12K`, `34M`, 1000-based: 4 columns.
  case count
  /// `45s`, `3m`, `2h`, `41d`: 4 columns.
  case duration
  /// The same of microseconds.
  case microseconds
  /// `yes` or `no`.
  case flag
  /// RFC 3339: 20 columns.
  case time
  /// The name of a group, or a text: cut with `~`.
  case text
}

/// A column of a table: one metric, or a figure against what binds it.
package struct Column: Sendable {
  /// What stands in a cell.
  package enum Cell: Sendable {
    /// The metric.
    case metric(MetricID)
    /// `USE/CAP`, with `^` where another group sets the cap: the use, the cap and who sets it.
    case against(use: MetricID, cap: MetricID, by: MetricID)
  }

  /// What `-c` calls it: a metric's name, or `cpu/lim`.
  package let name: String
  package let title: String
  package let width: Int
  package let format: CellFormat
  package let cell: Cell
  /// Texts stand at the left, numbers at the right.
  package var isLeft: Bool { format == .text }

  /// The metrics that it shows.
  package var metrics: [MetricID] {
    switch cell {
    case .metric(let id): [id]
    case .against(let use, let cap, let by): [use, cap, by]
    }
  }
}
