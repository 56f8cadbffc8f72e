internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import Synchronization
internal import TerminalUI

/// Names of groups and OOM kills, found by a thread of its own: engines' state is read from disks, which may hang, and
/// no figure waits for them. Until a name is there, what the path tells stands for it.
final class TopNames: Sendable {
  private struct State: Sendable {
    /// The groups of the last sample, by slot, and the slots of those that were asked for.
    var groups: [Snapshot.Group?] = []
    var slots: [Int] = []
    /// Whether they are other ones than those that are known, or files are to be looked at again.
    var isAsked = false
    /// By incarnation.
    var known: [UInt64: GroupIdentity] = [:]
    /// Counts the looks that `known` is of.
    var naming = 0
    /// When files were last looked at again.
    var refreshed: UInt64 = 0
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
  /// How long names are kept before files are looked at again. Until then only new groups are a question.
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
    /// Another one with other names.
    var naming: Int
    var kills: [Kill]
    var killsToday: Int?
    /// Seconds since which names are waited for; nil while each answer comes before the next question.
    var lateSeconds: Double?
  }

  /// The names and kills that are known now; asks for those of groups that are there. The first time it gives the other
  /// thread a moment.
  func exchange(_ snapshot: Snapshot) -> Answer {
    let now = hierarchy.calls.monotonicNanoseconds
    let late = state.withLock { $0.unanswered.map { Double(now &- $0) / 1e9 } }
    let isFirst = state.withLock { state in
      defer {
        // Equal arrays nearly always share their storage, and then comparing costs nothing.
        let isNew = state.slots != snapshot.slots || state.groups != snapshot.groups
        (state.groups, state.slots) = (snapshot.groups, snapshot.slots)
        if isNew || now &- state.refreshed > Self.round {
          state.isAsked = true
          if state.unanswered == nil { state.unanswered = now }
        }
      }
      return state.slots.isEmpty && !state.isReady
    }
    bell.ring()
    if isFirst { isReady.wait(until: hierarchy.calls.monotonicNanoseconds + 100_000_000) }
    return state.withLock {
      Answer(
        known: $0.known, naming: $0.naming, kills: $0.kills, killsToday: $0.killsToday, lateSeconds: late)
    }
  }

  private func run() {
    var names = IdentityCache(IdentityResolver(of: hierarchy))
    var kills = TopKills(hierarchy)
    state.withLock { $0.refreshed = hierarchy.calls.monotonicNanoseconds }
    while true {
      bell.wait(until: nil)
      find(&names)
      guard state.withLock({ $0.isReady }) else { continue }
      kills.tick()
      state.withLock { state in
        state.kills = kills.recent
        state.killsToday = kills.today
      }
    }
  }

  /// Answers what was asked, if anything was.
  private func find(_ names: inout IdentityCache) {
    let now = hierarchy.calls.monotonicNanoseconds
    let (isAsked, isDue, groups, slots) = state.withLock { state in
      defer { state.isAsked = false }
      return (state.isAsked, now &- state.refreshed > Self.round, state.groups, state.slots)
    }
    guard isAsked, !slots.isEmpty else { return }
    if isDue { names.refresh() }
    var known: [UInt64: GroupIdentity] = [:]
    known.reserveCapacity(slots.count)
    for slot in slots {
      if let group = groups[slot] { known[group.inode] = names.identity(group.path, inode: group.inode) }
    }
    state.withLock { state in
      if known != state.known {
        state.known = known
        state.naming += 1
      }
      if isDue { state.refreshed = now }
      state.unanswered = nil
      state.isReady = true
    }
    isReady.ring()
  }
}
