/// How names of systemd's units are spelled (unit_name_is_valid and slice_name_is_valid, src/basic/unit-name.c): directories
/// of the hierarchy are told by it, and what is said to the manager.
package enum UnitSpelling {
  /// UNIT_NAME_MAX: the name with its type, in bytes.
  package static let longest = 255

  /// What stands behind the last dot, such as `scope`, where all before it can be a unit's: whether units of that type
  /// exist is not asked. Nil also for a template without its instance (`getty@.service`) and a slice that would have no
  /// parent (`a--b.slice`).
  package static func type(of name: [UInt8]) -> String? {
    guard let dot = name.lastIndex(of: Ascii.dot), dot > 0, name.count <= longest,
      name[..<dot].allSatisfy(isAllowed)
    else { return nil }
    let type = String(decoding: name[(dot + 1)...], as: UTF8.self)
    return isStem(name[..<dot], ofSlice: type == "slice") ? type : nil
  }

  /// Something on either side of the first `@`; in a slice's name no `@` and, but for `-.slice`, something on either side
  /// of each dash.
  private static func isStem(_ stem: ArraySlice<UInt8>, ofSlice isSlice: Bool) -> Bool {
    let at = stem.firstIndex(of: UInt8(ascii: "@"))
    guard isSlice else { return at.map { $0 > stem.startIndex && $0 + 1 < stem.endIndex } ?? true }
    if stem.count == 1, stem.first == Ascii.minus { return true }
    var previous = Ascii.minus
    for byte in stem {
      if byte == Ascii.minus, previous == Ascii.minus { return false }
      previous = byte
    }
    return at == nil && previous != Ascii.minus
  }

  /// Letters, digits, `:-_.\@` (VALID_CHARS_WITH_AT).
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), Ascii.zero...Ascii.nine,
      Ascii.colon, Ascii.minus, UInt8(ascii: "_"), Ascii.dot, UInt8(ascii: "\\"), UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
