internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// Whose the kills of a group are that no page has had.
struct WatchedVictims: Sendable {
  let filter: GroupFilter

  /// The labels that a row would be served with; nil where it would not be: figures that a query asks for are missing here.
  func name(of row: GroupPath, _ found: GroupIdentity) -> ByteText? {
    let group = Snapshot.Group(path: row, inode: 0, parent: nil)
    var scratch = Selector.Scratch()
    let alone = Snapshot(groups: [group], slots: [0], metrics: [], columns: [])
    guard filter.serves(found.identity), filter.matches(alone, 0, found.identity, &scratch) else { return nil }
    return ServedGroup.identity(of: group, found.identity)
  }
}
