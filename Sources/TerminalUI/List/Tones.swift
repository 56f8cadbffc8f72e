internal import GroupMetrics

/// What figures and causes mean, in tones.
enum Tones {
  /// Of the figures of one metric. Found once for a column.
  struct Rule: Sendable {
    private let thresholds: Thresholds

    init(_ metric: MetricID) { thresholds = Thresholds(metric) }

    /// Near a limit, or stalled; dim for what is missing and for nothing.
    func tone(_ value: Double) -> Style.Tone {
      if value.isNaN || value == 0 { return .dim }
      guard value.isFinite else { return .normal }
      return value >= thresholds.severe ? .severe : value >= thresholds.warning ? .warning : .normal
    }
  }

  /// Of a cause.
  static func of(_ cause: Cause?) -> Style.Tone {
    switch cause {
    case .killed, .memoryLimit: .severe
    case .cpuLimit, .pidsLimit, .ioLimit, .memory, .cpu, .disk, .swap: .warning
    case .frozen: .cold
    case nil: .normal
    }
  }
}
