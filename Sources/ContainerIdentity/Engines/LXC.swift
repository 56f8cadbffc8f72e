internal import ControlGroups

/// LXC, LXD and Incus: `lxc.payload.NAME`, also below `lxc`; monitors (`lxc.monitor.NAME`) and pivots are none.
///
/// Seen live: LXC as root. Incus (also `PROJECT_NAME` of a project of its own), Proxmox and LXC 3 by their sources
/// only.
enum LXC {
  static func payload(_ part: Span<UInt8>) -> ContainerName? {
    var position = 0
    guard scanLiteral(part, &position, "lxc.payload."), position < part.count else { return nil }
    return ContainerName(.lxc, name: ByteText(part, position..<part.count))
  }

  /// `lxc/NAME`, on Proxmox the container's number, and `lxc.payload/NAME` of LXC 3. Not seen live.
  static func group(_ part: ByteText, parent: ByteText?) -> ContainerName? {
    guard let parent, isDirectory(parent), !isMachinery(part) else { return nil }
    return ContainerName(.lxc, name: part)
  }

  /// Whether it is a parent of LXC's at the root.
  static func isDirectory(_ part: ByteText) -> Bool { part == directory || part == payloads }

  /// `lxc.monitor/NAME` of LXC 3 and Proxmox, spelled as later ones do: the container alone answers to `NAME`. Not seen
  /// live.
  static func monitor(_ part: ByteText, parent: ByteText?) -> ByteText? {
    parent == monitors ? ByteText(monitors.bytes + [Byte.dot] + part.bytes) : nil
  }

  /// `lxc.monitor.NAME`, `lxc.pivot`, and what a number was put behind since it was taken (cgfsng.c).
  private static func isMachinery(_ part: ByteText) -> Bool {
    part == monitors || part.bytes.starts(with: monitors.bytes + [Byte.dot]) || part.bytes.starts(with: pivot.bytes)
  }

  private static let monitors: ByteText = "lxc.monitor"
  private static let pivot: ByteText = "lxc.pivot"
  private static let directory: ByteText = "lxc"
  private static let payloads: ByteText = "lxc.payload"
}
