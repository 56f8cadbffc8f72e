internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// OOM kills of the last ten minutes, by row: those before a command looked from the kernel's log, where this user may read
/// it, and those since as they were counted. The kernel logs ten in five seconds of the whole machine, and one for all
/// processes of a group that is killed as one (memory.oom.group).
struct PastKills {
  /// The last first.
  let kills: [Kill]
  /// When they were looked for, on the clock that never jumps.
  let now: UInt64

  /// - Parameters:
  ///   - before: the log as it was when counting began; nil where it cannot be read.
  ///   - counted: all kills since.
  init(_ hierarchy: Hierarchy, before: [OomLogEntry]?, counted: [OomKill]) {
    let now = hierarchy.calls.monotonicNanoseconds
    self.now = now
    guard let before else {
      kills = counted.map { Kill($0, atNanoseconds: now) }
      return
    }
    var resolver = IdentityResolver(of: hierarchy)
    // Who they were is asked only of those that count.
    func logged(_ entries: [OomLogEntry]) -> [Kill] {
      entries.reversed().filter { Kill.seconds(from: $0.atNanoseconds, to: now) < Kill.recent }.map {
        Kill($0, &resolver)
      }
    }
    // By the log's own clock, which drifts from the other.
    let last = before.last?.microseconds ?? 0
    let new = (OomLog.read(hierarchy) ?? []).filter { $0.microseconds > last }
    kills = Self.merged(counted, logged(new), at: now) + logged(before)
  }

  /// What was counted, and what was logged of rows of which no kill was counted: those came and went meanwhile, and a
  /// group above counted for them.
  private static func merged(_ counted: [OomKill], _ logged: [Kill], at now: UInt64) -> [Kill] {
    let known = Set(counted.lazy.filter { $0.certainty != .below }.map(\.victim))
    let others = logged.filter { !known.contains($0.victim) }
    var told = others
    return others
      + counted.compactMap { one in
        var kill = Kill(one, atNanoseconds: now)
        guard one.certainty == .below else { return kill }
        while kill.count > 0, let place = told.firstIndex(where: { kill.victim.contains($0.victim) }) {
          told.remove(at: place)
          kill.count -= 1
        }
        return kill.count > 0 ? kill : nil
      }
  }

  /// Those of a row and of what is in it, as a verdict wants them.
  func context(of row: GroupPath) -> Verdict.Kills? { Verdict.Kills(of: row, among: kills, at: now) }

  /// How long ago one of them was.
  func secondsAgo(_ kill: Kill) -> Double { kill.secondsAgo(at: now) }
}
