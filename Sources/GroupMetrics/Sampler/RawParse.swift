internal import ControlGroups

// Texts of files into columns. Nothing here allocates, and hostile bytes give NaNs, never a trap.

enum RawParse {
  /// `max` is infinity.
  static func limit(_ text: Span<UInt8>) -> Double? {
    var position = 0
    let number = scanDecimal(text, &position)
    guard number != nil || scanLiteral(text, &position, "max"), RawText.isEnd(text, position) else { return nil }
    return number.map { Double($0) } ?? .infinity
  }

  static func number(_ text: Span<UInt8>) -> Double? {
    RawText.number(text).map { Double($0) }
  }

  /// cpu.max in CPUs.
  static func bandwidth(_ text: Span<UInt8>) -> Double? {
    var position = 0
    let isUnlimited = scanLiteral(text, &position, "max")
    guard let quota = isUnlimited ? 0 : scanDecimal(text, &position), scanByte(text, &position, UInt8(ascii: " ")),
      let period = scanDecimal(text, &position), period > 0,
      RawText.isEnd(text, position)
    else { return nil }
    return isUnlimited ? .infinity : Double(quota) / Double(period)
  }

  /// `default 100`, or a bare number.
  static func weight(_ text: Span<UInt8>) -> Double? {
    var position = 0
    if scanLiteral(text, &position, "default") { skipBlanks(text, &position) }
    return scanDecimal(text, &position).map { Double($0) }
  }

  /// How many members a list like `0-3,8` has.
  static func members(_ text: Span<UInt8>) -> Double? {
    var position = 0
    var count: UInt64 = 0
    while let first = scanDecimal(text, &position) {
      var last = first
      if scanByte(text, &position, UInt8(ascii: "-")) {
        guard let end = scanDecimal(text, &position), end >= first else { return nil }
        last = end
      }
      let (sum, isOver) = count.addingReportingOverflow(last &- first &+ 1)
      if isOver { return nil }
      count = sum
      guard scanByte(text, &position, UInt8(ascii: ",")) else { break }
    }
    return Double(count)
  }

  /// How many lines there are; the last may end without a newline, as in copies made by hand.
  static func lines(_ text: Span<UInt8>) -> Double {
    let newline = UInt8(ascii: "\n")
    var count = text.isEmpty || text[text.count - 1] == newline ? 0 : 1
    for index in 0..<text.count where text[index] == newline { count &+= 1 }
    return Double(count)
  }
}
