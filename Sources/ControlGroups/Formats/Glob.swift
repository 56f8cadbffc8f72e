/// Shell patterns over names: `*`, `?` and `[a-z]`, matched over bytes.
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
        patternIndex = next
        nameIndex += 1
      } else if let last = star {
        star = (last.pattern, last.name + 1)
        patternIndex = last.pattern + 1
        nameIndex = last.name + 1
      } else {
        return false
      }
    }
    return pattern[patternIndex...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  /// The index behind the pattern's element where it takes `byte`; nil where it does not.
  private static func step(_ pattern: [UInt8], _ index: Int, _ byte: UInt8) -> Int? {
    switch pattern[index] {
    case UInt8(ascii: "?"): return index + 1
    case UInt8(ascii: "["):
      guard let close = pattern[(index + 1)...].dropFirst().firstIndex(of: UInt8(ascii: "]")) else {
        return byte == pattern[index] ? index + 1 : nil
      }
      var members = Array(pattern[(index + 1)..<close])
      let isNegated = members.first == UInt8(ascii: "!") || members.first == UInt8(ascii: "^")
      if isNegated { members.removeFirst() }
      return contains(members, byte) != isNegated ? close + 1 : nil
    case UInt8(ascii: "\\") where index + 1 < pattern.count: return byte == pattern[index + 1] ? index + 2 : nil
    default: return byte == pattern[index] ? index + 1 : nil
    }
  }

  private static func contains(_ members: [UInt8], _ byte: UInt8) -> Bool {
    var index = 0
    while index < members.count {
      if index + 2 < members.count, members[index + 1] == UInt8(ascii: "-") {
        if members[index] <= byte, byte <= members[index + 2] { return true }
        index += 3
      } else {
        if members[index] == byte { return true }
        index += 1
      }
    }
    return false
  }
}
