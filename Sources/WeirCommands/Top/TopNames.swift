internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import Synchronization
internal import TerminalUI

/// Names of groups and OOM kills, found by a thread of its own: engines' state is read from disks, which may hang, and
/// no figure waits for them. Until a name is there, what the path tells stands for it.
final class TopNames: Sendable {
  private struct State: Sendable {
    var asked: [(path: GroupPath, inode: UInt64)] = []
    /// By incarnation.
    var known: [UInt64: GroupIdentity] = [:]
    var kills: [Kill] = []
    var killsToday: Int?
    /// When that was asked first which has no answer yet.
    var unanswered: UInt64?
    /// Whether all that was asked first is known.
    var isReady = false
  }

  private let hierarchy: Hierarchy
  private let state = Mutex(State())
  private let bell: TopBell
  private let isReady: TopBell
  /// How long names are kept before files are looked at again.
  private static let round: UInt64 = 5_000_000_000

  init(_ hierarchy: Hierarchy) throws {
    self.hierarchy = hierarchy
    bell = try TopBell(hierarchy.calls)
    isReady = try TopBell(hierarchy.calls)
    try startThread { self.run() }
  }

  /// What is known at a moment.
  struct Answer {
    var known: [UInt64: GroupIdentity]
    var kills: [Kill]
    var killsToday: Int?
    /// Seconds since which names are waited for; nil while each answer comes before the next question.
    var lateSeconds: Double?
  }

  /// The names and kills that are known now; asks for those of groups that are there. The first time it gives the other
  /// thread a moment.
  func exchange(_ groups: [(path: GroupPath, inode: UInt64)]) -> Answer {
    let now = hierarchy.calls.monotonicNanoseconds
    let late = state.withLock { $0.unanswered.map { Double(now &- $0) / 1e9 } }
    let isFirst = state.withLock { state in
      defer {
        state.asked = groups
        if state.unanswered == nil { state.unanswered = now }
      }
      return state.asked.isEmpty && !state.isReady
    }
    bell.ring()
    if isFirst { isReady.wait(until: hierarchy.calls.monotonicNanoseconds + 100_000_000) }
    return state.withLock {
      Answer(known: $0.known, kills: $0.kills, killsToday: $0.killsToday, lateSeconds: late)
    }
  }

  private func run() {
    var names = IdentityCache(IdentityResolver(of: hierarchy))
    var kills = TopKills(hierarchy)
    var named = hierarchy.calls.monotonicNanoseconds
    while true {
      bell.wait(until: nil)
      let now = hierarchy.calls.monotonicNanoseconds
      if now &- named > Self.round {
        names.refresh()
        named = now
      }
      let asked = state.withLock { $0.asked }
      guard !asked.isEmpty else { continue }
      var known: [UInt64: GroupIdentity] = [:]
      known.reserveCapacity(asked.count)
      for (path, inode) in asked { known[inode] = names.identity(path, inode: inode) }
      state.withLock { state in
        state.known = known
        state.unanswered = nil
        state.isReady = true
      }
      isReady.ring()
      kills.tick()
      state.withLock { state in
        state.kills = kills.recent
        state.killsToday = kills.today
      }
    }
  }
}
