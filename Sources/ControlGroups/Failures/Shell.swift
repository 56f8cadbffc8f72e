/// Words of a command line that a person copies into a shell.
package enum Shell {
  /// The word as it is where no shell reads anything into it, else between single quotes; what is no UTF-8 or a control
  /// byte as `$'\xHH'`, so that the line itself holds none.
  package static func quoted(_ word: ByteText) -> String {
    let isPlain = !word.bytes.isEmpty && word.bytes.allSatisfy(isHarmless)
    if isPlain { return word.description }
    let shown = word.description
    if shown.utf8.elementsEqual(word.bytes) {
      return "'" + shown.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    var out = "$'"
    for byte in word.bytes {
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\\"): out += "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7F: out += String(UnicodeScalar(byte))
      default: out += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    return out + "'"
  }

  /// The word for an interface file below a group's directory.
  package static func quoted(_ directory: ByteText, _ file: String) -> String {
    quoted(ByteText(directory.bytes + [Ascii.slash] + Array(file.utf8)))
  }

  /// The word for a group as a target.
  package static func quoted(_ group: GroupPath) -> String { quoted(ByteText(group.bytes)) }

  private static func isHarmless(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"):
      true
    default: "/._-@:+,=%".utf8.contains(byte)
    }
  }
}
