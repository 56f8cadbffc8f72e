internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// OOM kills of the last ten minutes, by row: from the kernel's log where this user may read it, else what was counted
/// meanwhile.
struct PastKills {
  /// The last first.
  let kills: [Kill]
  /// When they were looked for, on the clock that never jumps.
  let now: UInt64

  init(_ hierarchy: Hierarchy, counted: [OomKill]) {
    let now = hierarchy.calls.monotonicNanoseconds
    self.now = now
    guard let entries = OomLog.read(hierarchy) else {
      kills = counted.map { Kill($0, atNanoseconds: now) }
      return
    }
    var resolver = IdentityResolver(of: hierarchy)
    // Who they were is asked only of those that count.
    kills = entries.reversed().filter { Kill.seconds(from: $0.atNanoseconds, to: now) < Kill.recent }.map {
      Kill($0, &resolver)
    }
  }

  /// Those of a row and of what is in it, as a verdict wants them.
  func context(of row: GroupPath) -> Verdict.Kills? { Verdict.Kills(of: row, among: kills, at: now) }

  /// How long ago one of them was.
  func secondsAgo(_ kill: Kill) -> Double { kill.secondsAgo(at: now) }
}
