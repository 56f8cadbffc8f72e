package import ControlGroups

/// Reads JSON in one pass and builds no tree: what is not asked for is skipped.
///
/// For files that another user may have written: never recursive, never past the end, linear in the length, no deeper
/// than `deepest`. Text that is no JSON ends the scan; what was read before stands.
package struct JSONScanner {
  /// How many levels of objects and arrays are followed; deeper ones fail (RFC 8259 §9 lets a parser set one).
  package static let deepest = 128

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  /// Whether the text turned out not to be JSON, or deeper than allowed.
  package private(set) var isBroken = false

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Steps into an object; false (and nothing moved) where something else stands.
  package mutating func enterObject() -> Bool { enter(UInt8(ascii: "{")) }

  /// Steps into an array; false (and nothing moved) where something else stands.
  package mutating func enterArray() -> Bool { enter(UInt8(ascii: "[")) }

  /// The next key of the object that was entered; nil at its end, which is then left. Each key's value must be read or
  /// skipped before the next is asked for.
  package mutating func nextKey() -> ByteText? {
    guard nextItem(closing: UInt8(ascii: "}")) else { return nil }
    guard let key = string() else { return broken() }
    skipBlanks()
    guard take(UInt8(ascii: ":")) else { return broken() }
    return key
  }

  /// Whether the array that was entered has another element; at its end it is left.
  package mutating func nextElement() -> Bool { nextItem(closing: UInt8(ascii: "]")) }

  /// A string; nil (and nothing moved) where something else stands. Its escapes are undone; lone surrogates become
  /// U+FFFD.
  package mutating func string() -> ByteText? {
    skipBlanks()
    guard !isBroken, position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { return nil }
    position += 1
    var out: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return ByteText(out)
      case UInt8(ascii: "\\"): if !escape(into: &out) { return broken() }
      case 0..<0x20: return broken()
      default: out.append(byte)
      }
    }
    return broken()
  }

  /// `true` or `false`; nil (and nothing moved) where something else stands.
  package mutating func boolean() -> Bool? {
    skipBlanks()
    if takeWord("true") { return true }
    return takeWord("false") ? false : nil
  }

  /// A whole number, as engines write counts; nil (and nothing moved) where something else stands, or more than fits.
  package mutating func integer() -> Int64? {
    skipBlanks()
    let start = position
    guard skipWord(), let number = Int64(ByteText(Array(bytes[start..<position])).description) else {
      position = start
      return nil
    }
    return number
  }

  /// Passes over one value of any kind.
  package mutating func skip() {
    skipBlanks()
    var open: [UInt8] = []
    repeat {
      skipBlanks()
      guard !isBroken, position < bytes.count else { return fail() }
      let byte = bytes[position]
      switch byte {
      case UInt8(ascii: "\""): if string() == nil { return fail() }
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        guard depth + open.count < Self.deepest else { return fail() }
        open.append(byte + 2)
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard open.popLast() == byte else { return fail() }
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        guard !open.isEmpty else { return fail() }
        position += 1
      default: if !skipWord() { return fail() }
      }
    } while !open.isEmpty
  }

  // MARK: parts

  private mutating func enter(_ bracket: UInt8) -> Bool {
    skipBlanks()
    guard !isBroken, position < bytes.count, bytes[position] == bracket else { return false }
    guard depth < Self.deepest else {
      fail()
      return false
    }
    depth += 1
    position += 1
    return true
  }

  private mutating func nextItem(closing bracket: UInt8) -> Bool {
    skipBlanks()
    guard !isBroken, position < bytes.count, depth > 0 else {
      fail()
      return false
    }
    if take(bracket) {
      depth -= 1
      return false
    }
    // Lenient: a comma is taken where it stands, its lack is not an error.
    if bytes[position] == UInt8(ascii: ",") {
      position += 1
      skipBlanks()
    }
    return position < bytes.count
  }

  private mutating func skipBlanks() {
    while position < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < bytes.count, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func takeWord(_ word: StaticString) -> Bool {
    let end = position + word.utf8CodeUnitCount
    guard end <= bytes.count, bytes[position..<end].elementsEqual("\(word)".utf8) else { return false }
    position = end
    return true
  }

  /// A number, `true`, `false` or `null`: only its extent matters.
  private mutating func skipWord() -> Bool {
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "E"),
        UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
        position += 1
      default: return position > start
      }
    }
    return position > start
  }

  private mutating func fail() {
    isBroken = true
    position = bytes.count
  }

  private mutating func broken() -> ByteText? {
    fail()
    return nil
  }

  // MARK: escapes

  private mutating func escape(into out: inout [UInt8]) -> Bool {
    guard position < bytes.count else { return false }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
    case UInt8(ascii: "b"): out.append(0x08)
    case UInt8(ascii: "f"): out.append(0x0C)
    case UInt8(ascii: "n"): out.append(0x0A)
    case UInt8(ascii: "r"): out.append(0x0D)
    case UInt8(ascii: "t"): out.append(0x09)
    case UInt8(ascii: "u"):
      guard let scalar = unicodeEscape() else { return false }
      out.append(contentsOf: String(scalar).utf8)
    default: return false
    }
    return true
  }

  private mutating func unicodeEscape() -> Unicode.Scalar? {
    guard let first = fourDigits() else { return nil }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00 else { return "\u{FFFD}" }
    let start = position
    if take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")), let second = fourDigits(),
      (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    {
      return scalar
    }
    position = start
    return "\u{FFFD}"
  }

  private mutating func fourDigits() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    var value: UInt32 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    position += 4
    return value
  }
}

extension JSONScanner {
  /// Runs `body` for each key of an object, or skips a value that is none. `body` answers whether it read the value.
  mutating func forEachKey(_ body: (ByteText, inout JSONScanner) -> Bool) {
    guard enterObject() else { return skip() }
    while let key = nextKey() {
      if !body(key, &self) { skip() }
    }
  }

  /// Runs `body` for each element of an array, or skips a value that is none. `body` must read each.
  mutating func forEachElement(_ body: (inout JSONScanner) -> Void) {
    guard enterArray() else { return skip() }
    while nextElement(), !isBroken { body(&self) }
  }

  /// A string; any other value is skipped.
  mutating func stringOrSkip() -> ByteText? {
    if let text = string() { return text }
    skip()
    return nil
  }
}
