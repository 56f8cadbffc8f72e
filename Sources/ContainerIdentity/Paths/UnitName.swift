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

  /// Nil for a directory that no unit has (`UnitSpelling`), or one of a type without groups.
  package init?(directory: ByteText) {
    var bytes = directory.bytes
    if bytes.first == Byte.underscore { bytes.removeFirst() }
    guard let kind = UnitSpelling.type(of: bytes).flatMap(Kind.init(rawValue:)) else { return nil }
    text = ByteText(bytes)
    self.kind = kind
  }

  /// The name without its suffix.
  package var stem: ByteText { ByteText(Array(text.bytes.dropLast(kind.rawValue.utf8.count + 1))) }
}
