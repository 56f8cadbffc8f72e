package import ControlGroups

/// The value of a label in the text format 0.0.4 (prometheus.io/docs/instrumenting/exposition_formats).
///
/// A group's name may hold any byte; a page with one byte that is no UTF-8 is refused whole, so such a byte is written as
/// the text `\xff`. No two names are written alike (`EscapeText`).
package enum LabelText {
  /// Appends `name="value"`, behind a comma where something stands before it.
  package static func append(_ name: String, _ value: ByteText, to out: inout [UInt8]) {
    if !out.isEmpty { out.append(UInt8(ascii: ",")) }
    out.append(contentsOf: name.utf8)
    out.append(UInt8(ascii: "="))
    out.append(UInt8(ascii: "\""))
    appendValue(value.bytes, to: &out)
    out.append(UInt8(ascii: "\""))
  }

  private static func appendValue(_ bytes: [UInt8], to out: inout [UInt8]) {
    var index = 0
    while index < bytes.count {
      let length = ByteText.scalarLength(bytes, index)
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        if let end = EscapeText.endOfScalar(bytes, index) {
          for byte in bytes[index..<end] { appendByte(byte, to: &out) }
          index = end
          continue
        }
        out.append(contentsOf: EscapeText.looksLikeOne(bytes, index) ? #"\\x5c"#.utf8 : #"\\"#.utf8)
      case UInt8(ascii: "\""): out.append(contentsOf: #"\""#.utf8)
      case UInt8(ascii: "\n"): out.append(contentsOf: #"\n"#.utf8)
      default:
        if length == 0 {
          EscapeText.append(bytes[index], to: &out)
        } else {
          out.append(contentsOf: bytes[index..<index + length])
        }
      }
      index += max(length, 1)
    }
  }

  private static func appendByte(_ byte: UInt8, to out: inout [UInt8]) {
    if byte == UInt8(ascii: "\\") { out.append(byte) }
    out.append(byte)
  }

  /// A HELP line's text: only the backslash and the newline are escaped there.
  package static func appendHelp(_ text: String, to out: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\\"): out.append(contentsOf: #"\\"#.utf8)
      case UInt8(ascii: "\n"): out.append(contentsOf: #"\n"#.utf8)
      default: out.append(byte)
      }
    }
  }
}
