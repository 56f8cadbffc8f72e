package import ContainerIdentity
package import ControlGroups

/// What one incarnation of a group is called and is. Made once, and shared by all moments that show it.
package final class Who: Sendable {
  package let path: GroupPath
  /// The directory's inode: the incarnation.
  package let inode: UInt64
  package let identity: Identity
  /// What one types for it.
  package let target: ByteText
  /// The same as it is shown: UTF-8 with `\xHH` for what no terminal should get, and ` ?`
  /// behind a guess.
  package let name: [UInt8]
  /// Columns that `name` takes.
  package let width: Int
  /// Behind `^`: a user for the groups that are all of a user's, else the name.
  package let shortName: String
  /// How many groups stand above it.
  package let depth: Int
  /// Whether the flat list shows it: slices are sums of other rows, and machinery hardly ever holds a process.
  package var isListed: Bool { identity.kind != .slice && !identity.isMachinery }

  /// - Parameter group: it must be a row (`GroupIdentity.isRow`).
  package init(path: GroupPath, inode: UInt64, group: GroupIdentity) {
    self.path = path
    self.inode = inode
    identity = group.identity
    target = group.target(at: path)
    var bytes: [UInt8] = []
    target.append(to: &bytes)
    bytes.append(contentsOf: identity.guessMark.utf8)
    name = bytes
    width = Columns.of(bytes[...])
    depth = path.components.count
    let last = path.name.description
    let isOfUser = last.hasPrefix("user-") && last.hasSuffix(".slice") || last.hasPrefix("user@")
    shortName = (isOfUser ? identity.user?.description : nil) ?? target.description
  }
}
