package import ControlGroups

/// What a watch saw of one group's own OOM kills, which outlives the group.
package struct WatchedOom: Sendable, Equatable {
  package var path: GroupPath
  /// The incarnation.
  package var inode: UInt64
  /// The incarnations of the groups above, the nearest first.
  package var above: [UInt64]
  /// The row that it is part of: a container's scope for its inner group, else itself.
  package var row: GroupPath
  /// What its kills are counted by; nil where they count for the nearest group above that does.
  package var name: ByteText?
  /// memory.events.local `oom_kill`: processes of its own, since its birth.
  package var kills: UInt64
  /// How many of them were there when the watch began to see it: 0 where it saw the birth.
  package var base: UInt64
  /// The nearest group whose own limit was hit at the last kill: itself or one above; nil where none was.
  package var limit: GroupPath?
  /// Whether that might be a group above that went before it could be read.
  package var isLimitUnknown: Bool
  /// Whether it is gone: nothing more will be told of it.
  package var hasEnded: Bool
  /// Whether it went before its last notice could be looked at: it may have had kills that nobody read.
  package var isUnread: Bool

  package init(
    path: GroupPath, inode: UInt64, above: [UInt64], row: GroupPath? = nil, name: ByteText?, kills: UInt64,
    base: UInt64 = 0, limit: GroupPath? = nil, isLimitUnknown: Bool = false, hasEnded: Bool = true,
    isUnread: Bool = false
  ) {
    self.path = path
    self.inode = inode
    self.above = above
    self.row = row ?? path
    self.name = name
    self.kills = kills
    self.base = base
    self.limit = limit
    self.isLimitUnknown = isLimitUnknown
    self.hasEnded = hasEnded
    self.isUnread = isUnread
  }
}
