internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import Synchronization

/// Whose the kills of a group are that no page has had: asked by the watch's thread while the group is still there.
final class WatchedVictims: Sendable {
  private let resolver: Mutex<IdentityResolver>
  private let filter: GroupFilter

  init(_ hierarchy: Hierarchy, _ filter: GroupFilter) {
    resolver = Mutex(IdentityResolver(of: hierarchy))
    self.filter = filter
  }

  /// The row that a group is part of, and the labels that it would be served with; nil where it would not be: figures
  /// that a query asks for are missing here.
  func victim(of path: GroupPath) -> (row: GroupPath, name: ByteText?) {
    let found = resolver.withLock { resolver in
      // An engine may have written its name a moment ago.
      resolver.beginRound()
      return resolver.identify(path)
    }
    let row = found.belongsTo ?? path
    let group = Snapshot.Group(path: row, inode: 0, parent: nil)
    var scratch = Selector.Scratch()
    let alone = Snapshot(groups: [group], slots: [0], metrics: [], columns: [])
    guard filter.serves(found.identity), filter.matches(alone, 0, found.identity, &scratch) else { return (row, nil) }
    return (row, ServedGroup.identity(of: group, found.identity))
  }
}
