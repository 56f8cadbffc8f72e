package import ContainerIdentity
package import ControlGroups
internal import Synchronization

/// Sees OOM kills when they happen, also in groups that are born and gone between two samples: docker's restart loop, a
/// job of a second.
///
/// The kernel tells at once of a group's birth, and of its own kills by memory.events.local; a group whose first process
/// was killed is there for 30 to 100 ms more. One thread with one inotify instance, which end with the watch. What it
/// cannot see (a limit of inotify, notices that came too late) is as it is without a watch: the groups above count it.
package final class OomWatch: Sendable {
  /// The row that a group is part of, and what its kills are counted by; nil where they count for the group above. Asked
  /// at a kill, on the watch's thread: an engine may forget a container a moment later.
  package typealias Naming = @Sendable (_ group: GroupPath) -> (row: GroupPath, name: ByteText?)

  private let notes: OomNotes

  /// Begins to watch all groups; nil where that cannot be: of a copy, or where the kernel gives no inotify instance.
  ///
  /// - Parameter most: groups that are watched at most, by one to three watches of inotify each; nil for what leaves
  ///   enough to others of the same user.
  package init?(_ hierarchy: Hierarchy, most: Int? = nil, naming: @escaping Naming) {
    let calls = hierarchy.calls
    guard hierarchy.kind != .copy, let notifier = try? calls.openNotifier() else { return nil }
    guard let waker = try? calls.openWaker() else {
      calls.close(notifier)
      return nil
    }
    notes = OomNotes(calls, waker: waker)
    let most = most ?? Self.most(hierarchy)
    let loop = OomWatchLoop(hierarchy, notes, notifier: notifier, waker: waker, most: most, naming: naming)
    do { try startThread { loop.run() } } catch {
      calls.close(notifier)
      calls.close(waker)
      return nil
    }
  }

  /// The same, with what its kills are counted by found from who the group's row is: as state on disk says at the kill.
  package convenience init?(
    _ hierarchy: Hierarchy, byIdentity name: @escaping @Sendable (_ row: GroupPath, GroupIdentity) -> ByteText?
  ) {
    let resolver = Mutex(IdentityResolver(of: hierarchy))
    self.init(hierarchy) { path in
      let found = resolver.withLock { resolver in
        // An engine may have written its name a moment ago.
        resolver.beginRound()
        return resolver.identify(path)
      }
      let row = found.row(at: path)
      return (row, name(row, found))
    }
  }

  deinit { notes.end() }

  /// As many groups as an eighth of the watches that a user may have, and no more than 8192.
  static func most(_ hierarchy: Hierarchy) -> Int {
    let text = hierarchy.proc("sys/fs/inotify/max_user_watches") ?? []
    var position = 0
    guard let watches = scanDecimal(text.span, &position) else { return 8192 }
    return Int(min(watches / 8, 8192))
  }

  /// What there is of groups with kills, as far as it changed since the last time; nil where the watch has ended.
  package func take() -> [WatchedOom]? { notes.take() }

  /// How many groups are watched: for tests.
  package var count: Int { notes.state.withLock { $0.count } }
}

/// What the thread of an `OomWatch` and its owner share.
final class OomNotes: Sendable {
  struct State {
    var waker: Int32
    /// By inode.
    var told: [UInt64: WatchedOom] = [:]
    var count = 0
    var isEnded = false
  }

  private let calls: any SystemCalls
  let state: Mutex<State>

  /// Nobody may take for days.
  private static let most = 8192

  init(_ calls: any SystemCalls, waker: Int32) {
    self.calls = calls
    state = Mutex(State(waker: waker))
  }

  func take() -> [WatchedOom]? {
    state.withLock { state in
      if state.isEnded { return nil }
      defer { state.told.removeAll() }
      return Array(state.told.values)
    }
  }

  func tell(_ group: WatchedOom) {
    state.withLock { state in
      if state.told.count < Self.most || state.told[group.inode] != nil { state.told[group.inode] = group }
    }
  }

  /// Whether those that only may have been killed have room too.
  var hasRoom: Bool { state.withLock { $0.told.count < Self.most / 8 } }

  /// Has the thread end.
  func end() {
    state.withLock { state in
      state.isEnded = true
      if state.waker >= 0 { calls.wake(state.waker) }
    }
  }

  /// The thread has ended: nobody wakes it any more.
  func close() {
    state.withLock { state in
      state.isEnded = true
      calls.close(state.waker)
      state.waker = -1
      state.count = 0
    }
  }
}
