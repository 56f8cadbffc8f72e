/// Shell patterns over names (glob(7)): `*`, `?` for one character, `[a-z]` and `[!a-z]` over bytes. A backslash takes
/// the power from a character that has one; before any other it is itself, since systemd's names hold `\x2d`.
package enum Glob {
  /// Whether the text is a pattern at all.
  package static func isGlob(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" || $0 == "[" } }

  package static func matches(_ name: String, _ pattern: String) -> Bool {
    matches(Array(name.utf8), Array(pattern.utf8))
  }

  /// Linear with one fallback to the last star: no pattern takes exponential time.
  package static func matches(_ name: [UInt8], _ pattern: [UInt8]) -> Bool {
    var nameIndex = 0
    var patternIndex = 0
    var star: (pattern: Int, name: Int)?
    while nameIndex < name.count {
      if patternIndex < pattern.count, pattern[patternIndex] == UInt8(ascii: "*") {
        star = (patternIndex, nameIndex)
        patternIndex += 1
      } else if patternIndex < pattern.count, let next = step(pattern, patternIndex, name[nameIndex]) {
        // `?` takes a whole character where the bytes are one.
        let isAny = pattern[patternIndex] == UInt8(ascii: "?")
        nameIndex += isAny ? max(1, ByteText.scalarLength(name, nameIndex)) : 1
        patternIndex = next
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        patternIndex = last.pattern + 1
        nameIndex = last.name + 1
      } else {
        return false
      }
    }
    while patternIndex < pattern.count, pattern[patternIndex] == UInt8(ascii: "*") { patternIndex += 1 }
    return patternIndex == pattern.count
  }

  /// The index behind the pattern's element where it takes `byte`; nil where it does not.
  private static func step(_ pattern: [UInt8], _ index: Int, _ byte: UInt8) -> Int? {
    switch pattern[index] {
    case UInt8(ascii: "?"): return index + 1
    case UInt8(ascii: "["):
      var first = index + 1
      let isNegated =
        first < pattern.count && (pattern[first] == UInt8(ascii: "!") || pattern[first] == UInt8(ascii: "^"))
      if isNegated { first += 1 }
      // A bracket that closes at once is a member.
      var close = first + 1
      while close < pattern.count, pattern[close] != UInt8(ascii: "]") { close += 1 }
      guard close < pattern.count else { return byte == pattern[index] ? index + 1 : nil }
      return contains(pattern, first, close, byte) != isNegated ? close + 1 : nil
    case UInt8(ascii: "\\") where index + 1 < pattern.count && isSpecial(pattern[index + 1]):
      return byte == pattern[index + 1] ? index + 2 : nil
    default: return byte == pattern[index] ? index + 1 : nil
    }
  }

  private static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "\\"): true
    default: false
    }
  }

  private static func contains(_ pattern: [UInt8], _ first: Int, _ end: Int, _ byte: UInt8) -> Bool {
    var index = first
    while index < end {
      if index + 2 < end, pattern[index + 1] == UInt8(ascii: "-") {
        if pattern[index] <= byte, byte <= pattern[index + 2] { return true }
        index += 3
      } else {
        if pattern[index] == byte { return true }
        index += 1
      }
    }
    return false
  }
}
