/// Text of the kernel or of a hostile neighbour: bytes, which may not be UTF-8.
///
/// Names in cgroupfs may hold every byte but `/`, NUL and newline (seen on Linux 6.12). They stay bytes inside and are
/// escaped only where a person or a machine reads them.
public struct ByteText: Hashable, Sendable {
  /// The bytes as they came.
  public var bytes: [UInt8]

  /// Wraps bytes.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The UTF-8 bytes of a string.
  public init(_ string: some StringProtocol) { bytes = Array(string.utf8) }

  /// Copies a part of a file.
  public init(_ text: Span<UInt8>, _ range: Range<Int>) {
    bytes = []
    bytes.reserveCapacity(range.count)
    for index in range { bytes.append(text[index]) }
  }

  /// A part of a file whose value would print otherwise: kept, so that every text comes back byte for byte. Nil where it is
  /// what the value prints.
  init?(_ text: Span<UInt8>, _ range: Range<Int>, unlessPrinted print: (inout [UInt8]) -> Void) {
    var canonical: [UInt8] = []
    print(&canonical)
    if canonical.count == range.count, range.allSatisfy({ text[$0] == canonical[$0 - range.lowerBound] }) { return nil }
    self.init(text, range)
  }

  /// Takes in the bytes, eight at a time: a hasher that is given them one by one takes ten times as long.
  public func hash(into hasher: inout Hasher) { bytes.span.hash(into: &hasher) }

  /// Whether the bytes are valid UTF-8.
  public var isValidUTF8: Bool { Self.validPrefixes(of: bytes).allSatisfy { $0 > 0 } }

  /// For each position a scalar's length in bytes, or 0 for a byte that belongs to none; continuation bytes are left out.
  private static func validPrefixes(of bytes: [UInt8]) -> [Int] {
    var lengths: [Int] = []
    var index = 0
    while index < bytes.count {
      let length = scalarLength(bytes, index)
      lengths.append(length)
      index += Swift.max(length, 1)
    }
    return lengths
  }

  /// The length of the well-formed UTF-8 scalar at `index`, or 0 (Unicode 15, table 3-7).
  package static func scalarLength(_ bytes: [UInt8], _ index: Int) -> Int {
    let first = bytes[index]
    let length: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch first {
    case 0..<0x80: return 1
    case 0xC2...0xDF: length = 2
    case 0xE0...0xEF:
      length = 3
      if first == 0xE0 { low = 0xA0 } else if first == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      length = 4
      if first == 0xF0 { low = 0x90 } else if first == 0xF4 { high = 0x8F }
    default: return 0
    }
    guard index + length <= bytes.count else { return 0 }
    guard (low...high).contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<Swift.max(length, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return length
  }
}

extension ByteText: CustomStringConvertible {
  /// The text for a terminal: control bytes, invisible characters and bytes that are no UTF-8 as `\xHH`.
  ///
  /// A literal backslash stays as it is: systemd's own names hold a literal `\x2d`, and what is printed is what one
  /// types (DESIGN, hostile bytes: a target is taken literally first, then with `\xHH` undone).
  public var description: String {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    append(to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends what `description` shows, without making a string.
  public func append(to out: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= 0x20, byte < 0x7F {
        out.append(byte)
        index += 1
        continue
      }
      let length = byte < 0x80 ? 0 : Self.scalarLength(bytes, index)
      if length == 0 || Self.isInvisible(bytes, index, length) {
        for offset in index..<index + Swift.max(length, 1) { Self.escape(bytes[offset], to: &out) }
        index += Swift.max(length, 1)
      } else {
        out.append(contentsOf: bytes[index..<index + length])
        index += length
      }
    }
  }

  private static func escape(_ byte: UInt8, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\\"))
    out.append(UInt8(ascii: "x"))
    appendHex(byte, to: &out)
  }

  /// What a terminal does not show, or what turns or breaks a line: controls (C1 too), format characters (direction
  /// marks, soft hyphen, tags), line and paragraph separators, and all that Unicode calls default ignorable.
  private static func isInvisible(_ bytes: [UInt8], _ index: Int, _ length: Int) -> Bool {
    // The first byte holds the top bits of the scalar, each further one six more.
    var value = UInt32(bytes[index]) & (0x7F >> UInt32(length))
    for offset in 1..<Swift.max(length, 1) { value = value << 6 | UInt32(bytes[index + offset] & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else { return true }
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  /// The text with each `\xHH` turned back into its byte: the second reading of a target that a person typed.
  public var unescaped: ByteText {
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if index + 3 < bytes.count, bytes[index] == UInt8(ascii: "\\"), bytes[index + 1] == UInt8(ascii: "x"),
        let high = hexValue(bytes[index + 2]), let low = hexValue(bytes[index + 3])
      {
        out.append(high << 4 | low)
        index += 4
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return ByteText(out)
  }
}

extension ByteText: ExpressibleByStringInterpolation {
  /// The UTF-8 bytes of a literal.
  public init(stringLiteral value: String) { bytes = Array(value.utf8) }
}

extension ByteText: Comparable {
  /// Byte order, which is the order of `LC_ALL=C sort`.
  public static func < (left: ByteText, right: ByteText) -> Bool {
    // By hand: the standard library's comparison of sequences costs ten times as much, and walks sort every name.
    let left = left.bytes.span
    let right = right.bytes.span
    for index in 0..<min(left.count, right.count) where left[index] != right[index] {
      return left[index] < right[index]
    }
    return left.count < right.count
  }
}
