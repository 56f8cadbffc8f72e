/// A container's scope and the `container` group inside it, which crun both gives the same memory.max and pids.max.
///
/// They are one container: a limit is raised on the outer first and lowered on the inner first, and both are read back.
public struct ContainerPair: Hashable, Sendable {
  /// The scope: `…/libpod-ID.scope`.
  public let outer: GroupPath
  /// Its group: `…/libpod-ID.scope/container`.
  public let inner: GroupPath

  /// The name of the inner group.
  public static let innerName: ByteText = "container"
  /// Engines whose scopes crun divides so; podman's and CRI-O's.
  private static let prefixes = ["libpod-", "crio-"]
  private static let suffix = ".scope"

  /// The pair that a path belongs to, as its outer or its inner group; nil for all others. Whether the inner group is
  /// there has to be looked at: with runc there is none.
  public init?(_ path: GroupPath) {
    if Self.isScope(path.name) {
      self.init(outer: path)
    } else if path.name == Self.innerName, let above = path.parent, Self.isScope(above.name) {
      self.init(outer: above)
    } else {
      return nil
    }
  }

  private init(outer: GroupPath) {
    self.outer = outer
    inner = outer.appending(Self.innerName)
  }

  /// The order in which a limit is written when it goes up.
  public var raising: [GroupPath] { [outer, inner] }
  /// The order in which a limit is written when it goes down.
  public var lowering: [GroupPath] { [inner, outer] }

  /// A prefix, 64 hex digits and `.scope`. (`libpod-conmon-ID.scope` holds the monitor, no container.)
  private static func isScope(_ name: ByteText) -> Bool {
    prefixes.contains { scanEngineGroup(name.bytes.span, prefix: $0, suffixes: [suffix]) != nil }
  }
}
