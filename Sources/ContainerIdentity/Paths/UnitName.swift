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

  /// Nil for a directory that no unit has: no such suffix, or a byte that unit names do not hold.
  package init?(directory: ByteText) {
    var bytes = directory.bytes
    if bytes.first == Byte.underscore { bytes.removeFirst() }
    guard let dot = bytes.lastIndex(of: Byte.dot), dot > 0,
      let kind = Kind(rawValue: String(decoding: bytes[(dot + 1)...], as: UTF8.self)),
      bytes.count <= 255, bytes.allSatisfy(Self.isAllowed)
    else { return nil }
    text = ByteText(bytes)
    self.kind = kind
  }

  /// The name without its suffix.
  package var stem: ByteText { ByteText(Array(text.bytes.dropLast(kind.rawValue.utf8.count + 1))) }

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
