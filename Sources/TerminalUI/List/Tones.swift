internal import GroupMetrics

/// What figures and causes mean, in tones.
enum Tones {
  /// Of a cause.
  static func of(_ cause: Cause?) -> Style.Tone {
    switch cause {
    case .killed, .memoryLimit: .severe
    case .cpuLimit, .pidsLimit, .ioLimit, .memory, .cpu, .disk, .swap: .warning
    case .frozen: .cold
    case nil: .normal
    }
  }

  /// Of a metric's figure: near a limit, or stalled. The thresholds are those of `weir stat`'s colours.
  static func of(_ metric: MetricID, _ value: Double) -> Style.Tone {
    if value.isNaN || value == 0 { return .dim }
    guard Catalogue[metric].unit == .ratio else { return .normal }
    let name = Catalogue[metric].name
    if name.hasSuffix(".share") { return value >= 0.95 ? .severe : value >= 0.85 ? .warning : .normal }
    if name.contains("pressure") || name == "cpu.throttled" {
      return value >= 0.4 ? .severe : value >= 0.1 ? .warning : .normal
    }
    return .normal
  }
}
