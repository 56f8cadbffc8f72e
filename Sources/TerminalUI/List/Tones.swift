internal import GroupMetrics

/// What figures and causes mean, in tones.
enum Tones {
  /// From which shares on a figure is worth a look. Found once for a column, since names are compared for it.
  struct Rule: Sendable {
    let warning: Double
    let severe: Double
    private static let stalls = ["cpu.pressure", "memory.pressure", "io.pressure", "irq.pressure"]

    /// The thresholds are those of `weir stat`'s colours.
    init(_ metric: MetricID) {
      let name = Catalogue[metric].name
      if Catalogue[metric].unit == .ratio, name.hasSuffix(".share") {
        (warning, severe) = (0.85, 0.95)
      } else if Catalogue[metric].unit == .ratio,
        name == "cpu.throttled" || Self.stalls.contains(where: { name.hasPrefix($0) })
      {
        (warning, severe) = (0.1, 0.4)
      } else {
        (warning, severe) = (.infinity, .infinity)
      }
    }

    /// Near a limit, or stalled; dim for what is missing and for nothing.
    func tone(_ value: Double) -> Style.Tone {
      if value.isNaN || value == 0 { return .dim }
      guard value.isFinite else { return .normal }
      return value >= severe ? .severe : value >= warning ? .warning : .normal
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
