package import ControlGroups

/// Counts OOM kills by identity, so that a count outlives its group.
///
/// A container whose first process is killed is gone 30 to 100 ms later, with its counters; the groups above keep theirs,
/// which include it. So each tick a living group's own counter tells its kills, and where groups went, the nearest
/// living group above tells theirs: what it counted, less what those that still live below it counted.
///
/// A group that comes and goes between two ticks is in no list: only a watch (`OomWatch`) can tell whose its kills were.
/// What a watch does not explain waits one tick for it.
///
/// The list must be of groups that were read from the root down, the machine's own count before all: then a kill between
/// two reads makes the sum below too great for one tick, never too small. A name counts from 0 at first sight.
package struct OomTracker {
  private struct Count {
    var total: UInt64 = 0
    /// The tick of the first sight.
    let since: Int
    /// Kills of that tick, counted at the next, so that the first sight is 0.
    var pending: UInt64 = 0
  }

  /// A kill whose culprit's counter may not have been read yet: looked for once more at the next tick.
  private struct Held {
    var kill: OomKill
    /// Inodes of the living groups whose limits may have been hit, the nearest first.
    var chain: [UInt64]
    var knowsLimits: Bool
  }

  /// Kills of one of several rows that went, until somebody may have said which.
  struct Deferred {
    var candidates: [OomCandidate]
    var count: UInt64
    var place: UInt64
    var culprit: OomKill.Culprit?
    /// The group from the place upwards whose own limit was hit.
    var limit: GroupPath?
  }

  private var before: [OomGroup] = []
  private var early = OomEarlyHits()
  private var hostBefore: UInt64?
  private var ticks = 0
  private var counts: [ByteText: Count] = [:]
  private var names: [ByteText] = []
  /// Whether a name came or went since `names` were sorted.
  private var isUnsorted = false
  /// Names with pending kills.
  private var young: [ByteText] = []
  /// By inode: kills by which the sum below a group is ahead of it, less than 0.
  var ahead: [UInt64: Int] = [:]
  private var held: [Held] = []
  var deferred: [Deferred] = []
  /// By place: kills that were deferred and that groups below have told of themselves at this tick.
  var caughtUp: [Int: Int] = [:]
  var ledger = WatchedLedger()
  /// Whether somebody watches, and may be late.
  var isWatched = false

  package init() {}

  /// Kills of a name since it was first seen; nil for one that was never seen.
  package func count(_ name: ByteText) -> UInt64? { counts[name]?.total }

  /// Whether kills wait for the next tick to be told.
  package var isWaiting: Bool { !held.isEmpty || !deferred.isEmpty }

  /// All names that are or were there, with their counts.
  package var totals: [(name: ByteText, count: UInt64)] { counts.map { ($0.key, $0.value.total) } }

  /// Tells of the same names in byte order, which are sorted anew only after one came or went.
  package mutating func forEachSorted(_ body: (ByteText, UInt64) -> Void) {
    if isUnsorted { names = counts.keys.sorted() }
    isUnsorted = false
    for name in names { body(name, counts[name]?.total ?? 0) }
  }

  /// Takes in one tick.
  ///
  /// - Parameters:
  ///   - groups: parents before children.
  ///   - hostKills: /proc/vmstat `oom_kill`, which stands for the root's counter; nil in a cgroup namespace.
  ///   - watched: what a watch has told since the tick before, taken after the groups were read; nil where none watches.
  ///   - evidence: asked of rows that went, only where a kill must be placed.
  /// - Returns: kills whose victim and culprit are known now; a kill that no limit explains comes one tick later.
  package mutating func observe(
    _ groups: [OomGroup], hostKills: UInt64? = nil, watched: [WatchedOom]? = nil,
    evidence: (OomCandidate) -> OomEvidence = { _ in .unknown }
  ) -> [OomKill] {
    ticks += 1
    settlePending()
    isWatched = watched != nil
    ledger.take(watched ?? [])
    if held.isEmpty, deferred.isEmpty, ledger.isQuiet, hostBefore == hostKills, before == groups {
      early = OomEarlyHits()
      return []
    }
    let hostRise = Self.rise(hostBefore, hostKills)
    let now = OomTicks(
      before: before, groups: groups, hostRise: hostRise, rootCounts: hostKills != nil, charges: ledger.charges,
      early: early)
    early = OomEarlyHits(of: now)
    before = groups
    hostBefore = hostKills
    var hasNewName = false
    for group in groups where counts[group.name] == nil {
      counts[group.name] = Count(since: ticks)
      isUnsorted = true
      hasNewName = true
    }
    if ticks == 1 { return [] }
    var out = resolveHeld(now)
    ledger.sort(now)
    for (told, count) in ledger.giveAlone() { give(count, to: told, at: nil, nil, now, &out) }
    resolveDeferred(now, evidence, &out)
    for place in groups.indices { livingKills(place, now, &out) }
    for place in groups.indices { vanishedKills(place, now, evidence, &out) }
    ledger.settle(now, ticks)
    // A new name may be another one of a group that lives.
    let areMany = counts.count > groups.count + Self.mostDead
    if hasNewName || !now.vanished.isEmpty || areMany { forget(now) }
    return out
  }

  /// Of a counter of the whole machine.
  private static func rise(_ old: UInt64?, _ new: UInt64?) -> UInt64? {
    guard let old, let new, new >= old else { return nil }
    return new - old
  }

  private mutating func settlePending() {
    for name in young {
      guard var count = counts[name] else { continue }
      count.total += count.pending
      count.pending = 0
      counts[name] = count
    }
    young.removeAll()
  }

  // MARK: living groups

  private mutating func livingKills(_ place: Int, _ now: OomTicks, _ out: inout [OomKill]) {
    let own = now.ownKills(place)
    guard own > 0 else { return }
    let group = now.groups[place]
    add(
      OomKill(
        victim: group.row, name: group.name, group: group.path, inode: group.inode, count: own, culprit: .unknown,
        certainty: .counted), at: place, now, &out)
  }

  // MARK: culprits

  /// Counts a kill, and says it once its culprit is known: the nearest group from `place` upwards whose own limit was hit.
  ///
  /// - Parameter known: that group, where it was found already.
  mutating func add(
    _ kill: OomKill, at place: Int, limit known: GroupPath? = nil, _ now: OomTicks, _ out: inout [OomKill]
  ) {
    let chain = now.chain(place)
    var kill = kill
    if let limit = known ?? now.limit(from: place) {
      kill.culprit = Self.culprit(limit, of: kill)
      return emit(kill, &out)
    }
    tally(kill)
    // At the root there is no counter of limits, but no limit either.
    let knows = chain.dropLast(now.groups[chain[chain.count - 1]].hits == nil ? 1 : 0)
    held.append(
      Held(
        kill: kill, chain: chain.map { now.groups[$0].inode },
        knowsLimits: !knows.isEmpty && knows.allSatisfy { now.rises[$0].localHits != nil }))
  }

  private mutating func resolveHeld(_ now: OomTicks) -> [OomKill] {
    let waiting = held
    held = []
    return waiting.map { one in
      var kill = one.kill
      let places = one.chain.compactMap { now.places[$0] }
      if let found = places.first(where: { now.rises[$0].localHits ?? 0 > 0 }) {
        kill.culprit = Self.culprit(now.groups[found].path, of: kill)
      } else {
        kill.culprit = one.knowsLimits ? .host : .unknown
      }
      return kill
    }
  }

  static func culprit(_ path: GroupPath, of kill: OomKill) -> OomKill.Culprit {
    kill.victim.contains(path) ? .own(path) : .ancestor(path)
  }

  mutating func emit(_ kill: OomKill, _ out: inout [OomKill]) {
    tally(kill)
    out.append(kill)
  }

  private mutating func tally(_ kill: OomKill) {
    if counts[kill.name] == nil { isUnsorted = true }
    var count = counts[kill.name] ?? Count(since: ticks)
    if count.since == ticks {
      count.pending += kill.count
      young.append(kill.name)
    } else {
      count.total += kill.count
    }
    counts[kill.name] = count
  }

  // MARK: forgetting

  /// Names that are gone and never had a kill leave; of those that had, many may stay.
  private mutating func forget(_ now: OomTicks) {
    let living = Set(now.groups.map(\.name))
    counts = counts.filter { living.contains($0.key) || $0.value.total + $0.value.pending > 0 }
    ahead = ahead.filter { now.places[$0.key] != nil }
    let dead = counts.keys.filter { !living.contains($0) }
    for name in dead.dropLast(Self.mostDead) { counts[name] = nil }
    isUnsorted = true
  }

  /// Of names with kills and no group.
  private static let mostDead = 4096
}
