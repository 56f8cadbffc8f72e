/// How many columns of a terminal a text takes, as wcwidth(3) tells: two for East Asian wide characters, none for marks
/// that stand on the one before them.
///
/// The standard library knows no widths, and the C library's depend on a locale that is not set.
package enum Columns {
  /// Of a whole text.
  package static func of(_ text: some StringProtocol) -> Int {
    text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Of UTF-8.
  package static func of(_ text: ArraySlice<UInt8>) -> Int {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] >= 0x80 { return of(String(decoding: text, as: UTF8.self)) }
      index += 1
    }
    return text.count
  }

  /// The longest beginning that takes no more than `width`; marks stay with what they stand on.
  package static func prefix<Text: StringProtocol>(_ text: Text, _ width: Int) -> Text.SubSequence {
    var taken = 0
    let scalars = text.unicodeScalars
    let end = scalars.indices.first { index in
      taken += of(scalars[index])
      return taken > width
    }
    return text[..<(end ?? scalars.endIndex)]
  }

  package static func of(_ scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // The vowels and final consonants of Hangul join the syllable before them.
    if (0x1160...0x11FF).contains(scalar.value) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  /// East Asian Width W and F (Unicode 15, EastAsianWidth.txt), in ranges that run over a few unassigned points.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
      0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6B, 0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18CFF,
      0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      true
    case 0x1F1E6...0x1F1FF: false
    default: scalar.properties.isEmojiPresentation
    }
  }
}
