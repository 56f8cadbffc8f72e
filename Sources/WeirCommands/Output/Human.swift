internal import ControlGroups

/// Figures as a person reads them: at most four characters and a unit, so that no column ever moves.
package enum Human {
  /// `0`, `512B`, `4.1M`, `812M`, `2.0G`: 1024-based.
  package static func bytes(_ count: UInt64) -> String {
    if count == 0 { return "0" }
    if count < 1000 { return "\(count)B" }
    var value = Double(count)
    for unit in ["K", "M", "G", "T", "P"] {
      value /= 1024
      if value < 9.95 { return "\(tenths(value))\(unit)" }
      if value < 999.5 { return "\(Int(value.rounded()))\(unit)" }
    }
    return "\(tenths(value / 1024))E"
  }

  /// `0.12s`, `45.2s`, `3m07s`, `1h02m`, `4d03h`.
  package static func time(microseconds: UInt64) -> String {
    let seconds = Double(microseconds) / 1e6
    if seconds < 9.995 { return "\(hundredths(UInt64((seconds * 100).rounded())))s" }
    if seconds < 59.95 { return "\(tenths(seconds))s" }
    let whole = UInt64(seconds.rounded())
    if whole < 3600 { return "\(whole / 60)m\(pad(whole % 60))s" }
    if whole < 86400 { return "\(whole / 3600)h\(pad(whole / 60 % 60))m" }
    return "\(whole / 86400)d\(pad(whole / 3600 % 24))h"
  }

  /// `3.1`.
  package static func tenths(_ value: Double) -> String {
    let scaled = UInt64((value * 10).rounded())
    return "\(scaled / 10).\(scaled % 10)"
  }

  /// `0.42`.
  package static func hundredths(_ value: UInt64) -> String { "\(value / 100).\(pad(value % 100))" }

  private static func pad(_ value: UInt64) -> String { value < 10 ? "0\(value)" : "\(value)" }

  /// A share in hundredths of a percent, in whole percent: `0`, `7`, `100`.
  package static func percent(hundredths: UInt32) -> String { "\((hundredths + 50) / 100)" }

  /// CPUs' worth of time: `1 CPU`, `0.25 CPUs`, `16 CPUs`.
  package static func cpus(_ count: Double) -> String {
    let scaled = UInt64((count * 100).rounded())
    let text = scaled % 100 == 0 ? "\(scaled / 100)" : hundredths(scaled)
    return text == "1" ? "1 CPU" : "\(text) CPUs"
  }

  /// The text at the right of a column.
  package static func right(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
