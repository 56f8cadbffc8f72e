// Scanners: functions of a text and a position in it. They never allocate and never trap on hostile bytes; a scanner
// that does not find its thing answers nil and leaves the position where it was.

/// What was wrong with a text, and where.
public struct ParseFailure: Error, Equatable, Sendable {
  /// The byte offset in the text.
  public var offset: Int
  /// What would have been right there, such as `a number or max`.
  public var expected: String

  /// A failure at a byte offset.
  public init(at offset: Int, expected: String) {
    self.offset = offset
    self.expected = expected
  }
}

enum Ascii {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let zero = UInt8(ascii: "0")
  static let nine = UInt8(ascii: "9")
  static let dot = UInt8(ascii: ".")
  static let colon = UInt8(ascii: ":")
  static let comma = UInt8(ascii: ",")
  static let minus = UInt8(ascii: "-")
  static let equals = UInt8(ascii: "=")
  static let slash = UInt8(ascii: "/")
}

/// `0` to `9`.
package func isDigit(_ byte: UInt8) -> Bool { byte &- Ascii.zero < 10 }

/// An unsigned decimal number; nil at no digit or past 2^64 − 1.
package func scanDecimal(_ text: Span<UInt8>, _ position: inout Int) -> UInt64? {
  var index = position
  var value: UInt64 = 0
  // Nineteen digits cannot overflow: only longer numbers pay for the check.
  let safe = min(index + 19, text.count)
  while index < safe {
    let digit = text[index] &- Ascii.zero
    if digit > 9 { break }
    value = value &* 10 &+ UInt64(digit)
    index += 1
  }
  while index < text.count {
    let digit = text[index] &- Ascii.zero
    if digit > 9 { break }
    let (tens, over) = value.multipliedReportingOverflow(by: 10)
    let (next, overOnce) = tens.addingReportingOverflow(UInt64(digit))
    if over || overOnce { return nil }
    value = next
    index += 1
  }
  if index == position { return nil }
  position = index
  return value
}

/// A literal of ASCII; answers whether it stood there.
package func scanLiteral(_ text: Span<UInt8>, _ position: inout Int, _ literal: String) -> Bool {
  var index = position
  for byte in literal.utf8 {
    guard index < text.count, text[index] == byte else { return false }
    index += 1
  }
  position = index
  return true
}

/// One given byte; answers whether it stood there.
package func scanByte(_ text: Span<UInt8>, _ position: inout Int, _ byte: UInt8) -> Bool {
  guard position < text.count, text[position] == byte else { return false }
  position += 1
  return true
}

/// The bytes up to a blank, newline or the end; empty where one stands already.
package func scanToken(_ text: Span<UInt8>, _ position: inout Int) -> Range<Int> {
  let start = position
  while position < text.count, text[position] != Ascii.space, text[position] != Ascii.newline { position += 1 }
  return start..<position
}

/// The bytes of one line without its newline; the position moves behind the newline.
package func scanLine(_ text: Span<UInt8>, _ position: inout Int) -> Range<Int> {
  let start = position
  while position < text.count, text[position] != Ascii.newline { position += 1 }
  let line = start..<position
  if position < text.count { position += 1 }
  return line
}

/// Skips blanks.
package func skipBlanks(_ text: Span<UInt8>, _ position: inout Int) {
  while position < text.count, text[position] == Ascii.space { position += 1 }
}

/// A decimal with up to two digits behind the point, in hundredths: `12.5` is 1250. Rounds nothing: a third digit ends it.
package func scanHundredths(_ text: Span<UInt8>, _ position: inout Int) -> UInt64? {
  var index = position
  guard let whole = scanDecimal(text, &index), whole <= UInt64.max / 100 - 1 else { return nil }
  var value = whole * 100
  if scanByte(text, &index, Ascii.dot) {
    // No loop over an array of places: that would ask the heap for it in a debug build.
    var place: UInt64 = 10
    while place > 0, index < text.count {
      let digit = text[index] &- Ascii.zero
      if digit > 9 { break }
      value += UInt64(digit) * place
      place = place == 10 ? 1 : 0
      index += 1
    }
  }
  position = index
  return value
}

/// Requires the end of a one-line file: an optional newline and nothing behind it.
package func expectEnd(_ text: Span<UInt8>, _ position: Int) throws(ParseFailure) {
  var index = position
  _ = scanByte(text, &index, Ascii.newline)
  if index != text.count { throw ParseFailure(at: index, expected: "the end of the line") }
}

/// Whether a part of the text is the same bytes as a part of others.
package func spells(_ text: Span<UInt8>, _ range: Range<Int>, _ bytes: [UInt8], _ part: Range<Int>) -> Bool {
  guard range.count == part.count else { return false }
  for offset in 0..<range.count where text[range.lowerBound + offset] != bytes[part.lowerBound + offset] {
    return false
  }
  return true
}
