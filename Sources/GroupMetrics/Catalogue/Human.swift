internal import ControlGroups

/// Figures as a person reads them: at most four characters and a unit, so that no column ever moves.
package enum Human {
  /// Each a thousand of the one before, or 1 024.
  static let units = Array("KMGTPE".utf8)

  /// A figure without its fraction. Files of a copied tree may say anything, also more than any number holds.
  package static func whole(_ value: Double) -> UInt64 { value >= 0x1p64 ? .max : value > 0 ? UInt64(value) : 0 }

  /// `0`, `512B`, `4.1M`, `812M`, `2.0G`: 1024-based.
  package static func bytes(_ count: UInt64, to out: inout [UInt8]) {
    if count < 1000 {
      printDecimal(count, to: &out)
      return count == 0 ? () : out.append(UInt8(ascii: "B"))
    }
    var value = Double(count)
    for index in 0..<(units.count - 1) {
      let unit = units[index]
      value /= 1024
      if value >= 999.5 { continue }
      if value < 9.95 { tenths(value, to: &out) } else { printDecimal(UInt64(value.rounded()), to: &out) }
      return out.append(unit)
    }
    tenths(value / 1024, to: &out)
    out.append(UInt8(ascii: "E"))
  }

  /// The same as a string.
  package static func bytes(_ count: UInt64) -> String { string { bytes(count, to: &$0) } }

  /// `0.12s`, `45.2s`, `3m07s`, `1h02m`, `4d03h`.
  package static func time(microseconds: UInt64, to out: inout [UInt8]) {
    let seconds = Double(microseconds) / 1e6
    if seconds < 59.95 {
      if seconds < 9.995 {
        printHundredths(UInt64((seconds * 100).rounded()), to: &out)
      } else {
        tenths(seconds, to: &out)
      }
      return out.append(UInt8(ascii: "s"))
    }
    let whole = UInt64(seconds.rounded())
    if whole < 3600 { return pair(whole / 60, "m", whole % 60, "s", to: &out) }
    if whole < 86400 { return pair(whole / 3600, "h", whole / 60 % 60, "m", to: &out) }
    pair(whole / 86400, "d", whole / 3600 % 24, "h", to: &out)
  }

  /// The same as a string.
  package static func time(microseconds: UInt64) -> String { string { time(microseconds: microseconds, to: &$0) } }

  /// `3m07s`.
  private static func pair(
    _ large: UInt64, _ largeUnit: Unicode.Scalar, _ small: UInt64, _ smallUnit: Unicode.Scalar, to out: inout [UInt8]
  ) {
    printDecimal(large, to: &out)
    out.append(UInt8(ascii: largeUnit))
    if small < 10 { out.append(UInt8(ascii: "0")) }
    printDecimal(small, to: &out)
    out.append(UInt8(ascii: smallUnit))
  }

  /// `3.1`.
  static func tenths(_ value: Double, to out: inout [UInt8]) {
    let scaled = whole((value * 10).rounded())
    printDecimal(scaled / 10, to: &out)
    out.append(UInt8(ascii: "."))
    printDecimal(scaled % 10, to: &out)
  }

  /// The same as a string.
  package static func tenths(_ value: Double) -> String { string { tenths(value, to: &$0) } }

  /// A ratio in whole percent: `0%`, `71%`.
  package static func percent(_ share: Double) -> String {
    (share <= -0.005 ? "-" : "") + "\(whole((share * 100).rounded().magnitude))%"
  }

  /// `0.42`.
  package static func hundredths(_ value: UInt64) -> String { string { printHundredths(value, to: &$0) } }

  private static func string(_ print: (inout [UInt8]) -> Void) -> String {
    var out: [UInt8] = []
    print(&out)
    return String(decoding: out, as: UTF8.self)
  }

  /// A share in hundredths of a percent, in whole percent: `0`, `7`, `100`.
  package static func percent(hundredths: UInt32, to out: inout [UInt8]) {
    printDecimal((UInt64(hundredths) + 50) / 100, to: &out)
  }

  /// CPUs' worth of time: `1 CPU`, `0.25 CPUs`, `16 CPUs`.
  package static func cpus(_ count: Double) -> String {
    let scaled = whole((count * 100).rounded())
    let text = scaled % 100 == 0 ? "\(scaled / 100)" : hundredths(scaled)
    return text == "1" ? "1 CPU" : "\(text) CPUs"
  }
}
