internal import ControlGroups

/// Times that a person types: `500ms`, `2s`, `1.5`, `5min`.
enum Interval {
  /// A bare number is seconds.
  static func nanoseconds(_ typed: String, option: String) throws -> UInt64 {
    let units: [(String, Double)] = [("ms", 1e6), ("us", 1e3), ("min", 6e10), ("s", 1e9), ("m", 6e10), ("h", 3.6e12)]
    let unit = units.first { typed.hasSuffix($0.0) }
    let digits = unit.map { String(typed.dropLast($0.0.count)) } ?? typed
    // Swift reads hexadecimal numbers, too.
    guard let number = Double(digits), !digits.contains(where: { "xX".contains($0) }),
      (1..<1e18).contains(number * (unit?.1 ?? 1e9))
    else {
      throw Complaint("\(option) \"\(ByteText(typed))\" is no time; write 2s, 500ms or 5min", exit: .usage)
    }
    return UInt64(number * (unit?.1 ?? 1e9))
  }
}
