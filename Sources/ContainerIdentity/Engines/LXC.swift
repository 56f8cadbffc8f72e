internal import ControlGroups

/// LXC, LXD and Incus: `lxc.payload.NAME`; monitors and pivots are none.
///
/// Seen live: LXC as root. Incus (also `PROJECT_NAME` of a project of its own) by its sources only.
enum LXC {
  static func payload(_ part: Span<UInt8>) -> ContainerName? {
    var position = 0
    guard scanLiteral(part, &position, "lxc.payload."), position < part.count else { return nil }
    return ContainerName(.lxc, name: ByteText(part, position..<part.count))
  }
}
