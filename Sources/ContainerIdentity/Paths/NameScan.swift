package import ControlGroups

// Scanners for one part of a group's path. As all scanners: a function of a text and a position, which stays where it
// was when the thing is not there.

/// The bytes that names are made of.
enum Byte {
  static let slash = UInt8(ascii: "/")
  static let dot = UInt8(ascii: ".")
  static let minus = UInt8(ascii: "-")
  static let at = UInt8(ascii: "@")
  static let underscore = UInt8(ascii: "_")
  static let backslash = UInt8(ascii: "\\")
}

/// A pod's uid: 32 hex digits (static pods), or 36 bytes of hex digits and the given separator.
func scanPodUID(_ text: Span<UInt8>, _ position: inout Int, separator: UInt8) -> ByteText? {
  var end = position
  while end < text.count, isHexDigit(text[end]) || text[end] == separator { end += 1 }
  guard (32...36).contains(end - position) else { return nil }
  var uid = ByteText(text, position..<end)
  for index in uid.bytes.indices where uid.bytes[index] == separator { uid.bytes[index] = Byte.minus }
  position = end
  return uid
}

/// Whether a name is nothing but 64 hex digits.
func isContainerID(_ text: Span<UInt8>) -> Bool {
  var position = 0
  return scanContainerID(text, &position) != nil && position == text.count
}

/// Whether the text ends in a literal; ASCII.
func endsWith(_ text: Span<UInt8>, _ literal: String) -> Bool {
  guard text.count >= literal.utf8.count else { return false }
  var position = text.count - literal.utf8.count
  return scanLiteral(text, &position, literal)
}

/// The bytes between a prefix and a suffix; nil where either is not there or nothing is between.
func scanBetween(_ text: Span<UInt8>, _ prefix: String, _ suffix: String) -> ByteText? {
  var start = 0
  guard scanLiteral(text, &start, prefix), endsWith(text, suffix) else { return nil }
  let end = text.count - suffix.utf8.count
  return start < end ? ByteText(text, start..<end) : nil
}

/// The first place of a literal at or behind `start`; nil where it is nowhere.
func find(_ literal: String, in text: Span<UInt8>, from start: Int = 0) -> Int? {
  guard text.count >= literal.utf8.count else { return nil }
  for index in start...max(start, text.count - literal.utf8.count) {
    var position = index
    if scanLiteral(text, &position, literal) { return index }
  }
  return nil
}

extension ByteText {
  /// The first twelve digits of an id: what engines show.
  package var shortID: ByteText { ByteText(Array(bytes.prefix(12))) }

  /// Whether it may stand as one part of a path: not empty, no `/`, no NUL, neither `.` nor `..`.
  package var isPlainName: Bool {
    !bytes.isEmpty && !bytes.contains(Byte.slash) && !bytes.contains(0) && self != "." && self != ".."
  }
}
