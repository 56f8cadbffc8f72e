internal import ControlGroups

extension WatchedGroups {
  /// One group that is watched.
  struct Node {
    let path: GroupPath
    var above: UInt64
    var below: Set<UInt64> = []
    /// Watches; -1 for none.
    var directory: Int32 = -1
    var events: Int32 = -1
    /// Of cgroup.subtree_control, where groups are below: files of the memory controller come and go by a write to it,
    /// without a notice of their own.
    var control: Int32 = -1
    /// The name of its events file.
    var file: [UInt8] = []
    /// Whether that counts what is below it too: kernels before 5.2 have no memory.events.local.
    var isSum: Bool { file == WatchedGroups.events && !below.isEmpty }
    /// Whether it may have kills of its own that were not read.
    var mayHaveMore: Bool { isUnread && !isSum }
    var base: UInt64 = 0
    var kills: UInt64 = 0
    var hits: UInt64 = 0
    /// Whether a notice of its events file has come since that was last read.
    var isUnread = false
    /// When its own limit was last seen to be hit.
    var hitAt: UInt64?
    var limit: GroupPath?
    var isLimitUnknown = false
    var row: GroupPath?
    var name: ByteText?
    /// Whether it had a kill since it was asked who it is.
    var isUnnamed = true
  }

  /// A group with kills that were not told yet.
  struct Killed {
    var told: WatchedOom
    /// Whether it must be found out who it is.
    var isUnnamed: Bool
    /// Whether its own counter rose.
    var isCertain: Bool { told.kills > told.base }
  }
}
