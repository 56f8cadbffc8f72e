internal import ControlGroups

/// Bytes that are no UTF-8, as the text `\xff`: so that no two names become one, and systemd's names stay as they are.
///
/// A name may hold such a text literally. Below 0x80 (`\x2d`) it stands for no byte here. From 0x80 on, escapes that
/// together spell a character (`\xc3\xbc`, which is how systemd writes a path's `ü`) can stand for no bytes either, since
/// those would be a character and not be escaped. Any other has its backslash written as `\x5c`, and so has one of which
/// this was done already (`\x5cxff`): each text is of one name alone.
enum EscapeText {
  /// Appends a byte's escape, with its backslash doubled as the format wants.
  static func append(_ byte: UInt8, to out: inout [UInt8]) {
    out.append(contentsOf: #"\\x"#.utf8)
    appendHex(byte, to: &out)
  }

  /// Behind the escapes that begin at a backslash and together spell a character; nil where they do not.
  static func endOfScalar(_ bytes: [UInt8], _ start: Int) -> Int? {
    var spelled: [UInt8] = []
    var index = start
    while spelled.count < 4, index < bytes.count, bytes[index] == UInt8(ascii: "\\"),
      let byte = highByte(bytes, index + 1)
    {
      spelled.append(byte)
      index += 4
    }
    let length = spelled.isEmpty ? 0 : ByteText.scalarLength(spelled, 0)
    return length == 0 ? nil : start + 4 * length
  }

  /// Whether what begins at a backslash reads like the escape of a byte, or like such a text that was made literal.
  static func looksLikeOne(_ bytes: [UInt8], _ start: Int) -> Bool {
    var index = start + 1
    while bytes[index...].starts(with: "x5c".utf8) { index += 3 }
    return highByte(bytes, index) != nil
  }

  /// The byte from 0x80 on that `xff` stands for, in the digits that are written here.
  private static func highByte(_ bytes: [UInt8], _ index: Int) -> UInt8? {
    guard index + 2 < bytes.count, bytes[index] == UInt8(ascii: "x"), let high = digit(bytes[index + 1]), high >= 8,
      let low = digit(bytes[index + 2])
    else { return nil }
    return high << 4 | low
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    default: nil
    }
  }
}
