package import ControlGroups

/// Identities by incarnation: a group's inode. A look costs nothing while the round lasts.
///
/// `refresh` begins a round: files of state are then looked at again, so that a container that was renamed, or whose
/// engine had not yet written its name, gets it. What the path alone tells stays. Not shared between threads.
package struct IdentityCache {
  private struct Entry {
    var inode: UInt64
    /// The round in which it was last asked for.
    var round: UInt64
    var group: GroupIdentity
  }

  private var resolver: IdentityResolver
  private var entries: [GroupPath: Entry] = [:]
  private var round: UInt64 = 0

  package init(_ resolver: IdentityResolver) { self.resolver = resolver }

  /// The identity of one incarnation of a group.
  package mutating func identity(_ path: GroupPath, inode: UInt64) -> GroupIdentity {
    if let entry = entries[path], entry.inode == inode {
      if entry.round == round { return entry.group }
      if entry.group.isByPathAlone || !resolver.readsState {
        entries[path]?.round = round
        return entry.group
      }
    }
    let group = resolver.identify(path)
    entries[path] = Entry(inode: inode, round: round, group: group)
    return group
  }

  /// Begins a round, and forgets groups that nobody asked for in the last.
  package mutating func refresh() {
    let last = round
    entries = entries.filter { $0.value.round == last }
    round += 1
    resolver.beginRound()
  }

  /// How many are kept.
  package var count: Int { entries.count }
}
