package import ControlGroups

/// The name of a systemd unit as a group's directory holds it.
///
/// systemd puts one `_` before a name that would clash with an interface file (`_cpu.service`), src/basic/cgroup-util.c.
package struct UnitName: Hashable, Sendable {
  /// The unit's type, by its suffix (systemd.unit(5)); only types that have groups.
  package enum Kind: String, CaseIterable, Hashable, Sendable { case service, scope, slice, socket, mount, swap }

  /// As systemd spells it, without the guarding `_`.
  package let text: ByteText
  package let kind: Kind

  /// Nil for a directory that no unit has: no such suffix, a byte that unit names do not hold, a template without its
  /// instance (`getty@.service`), or a slice that would have no parent (`a--b.slice`).
  package init?(directory: ByteText) {
    var bytes = directory.bytes
    if bytes.first == Byte.underscore { bytes.removeFirst() }
    guard let dot = bytes.lastIndex(of: Byte.dot), dot > 0,
      let kind = Kind(rawValue: String(decoding: bytes[(dot + 1)...], as: UTF8.self)),
      bytes.count <= 255, bytes.allSatisfy(Self.isAllowed), Self.isStem(bytes[..<dot], of: kind)
    else { return nil }
    text = ByteText(bytes)
    self.kind = kind
  }

  /// The name without its suffix.
  package var stem: ByteText { ByteText(Array(text.bytes.dropLast(kind.rawValue.utf8.count + 1))) }

  /// Whether a unit of the kind may be called so: something on either side of the first `@`; in a slice's name no `@` and,
  /// but for `-.slice`, something on either side of each dash (unit_name_is_valid and slice_name_is_valid,
  /// src/basic/unit-name.c).
  private static func isStem(_ stem: ArraySlice<UInt8>, of kind: Kind) -> Bool {
    let at = stem.firstIndex(of: Byte.at)
    guard kind == .slice else { return at.map { $0 > stem.startIndex && $0 + 1 < stem.endIndex } ?? true }
    if stem.count == 1, stem.first == Byte.minus { return true }
    var previous = Byte.minus
    for byte in stem {
      if byte == Byte.minus, previous == Byte.minus { return false }
      previous = byte
    }
    return at == nil && previous != Byte.minus
  }

  /// Letters, digits, `:-_.\@` (VALID_CHARS_WITH_AT, src/basic/unit-name.c).
  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), Byte.colon, Byte.minus, Byte.underscore, Byte.dot, Byte.backslash, Byte.at:
      true
    default: false
    }
  }
}
