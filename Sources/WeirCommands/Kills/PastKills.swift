internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// OOM kills of the last ten minutes, by row: from the kernel's log where this user may read it, else what was counted
/// meanwhile.
struct PastKills {
  struct Kill {
    /// The row: a container's scope, a unit.
    let victim: GroupPath
    /// What one types for it.
    let target: ByteText
    let secondsAgo: Double
    let culprit: OomKill.Culprit
    let count: Int
  }

  /// The last first.
  let kills: [Kill]

  /// For so many seconds a kill is worth a word.
  static let recent = 600.0

  init(_ hierarchy: Hierarchy, counted: [OomKill]) {
    guard let entries = OomLog.read(hierarchy) else {
      kills = counted.map {
        Kill(victim: $0.victim, target: $0.name, secondsAgo: 0, culprit: $0.culprit, count: Int(clamping: $0.count))
      }
      return
    }
    var resolver = IdentityResolver(of: hierarchy)
    let now = Double(hierarchy.calls.monotonicNanoseconds) / 1e9
    kills = entries.reversed().compactMap { entry in
      let ago = max(0, now - Double(entry.microseconds) / 1e6)
      guard ago < Self.recent else { return nil }
      let identity = resolver.identify(entry.victim)
      let row = identity.belongsTo ?? entry.victim
      let culprit: OomKill.Culprit = entry.limit.map { row.contains($0) ? .own($0) : .ancestor($0) } ?? .host
      return Kill(
        victim: row, target: identity.target(at: entry.victim), secondsAgo: ago, culprit: culprit, count: 1)
    }
  }

  /// Those of a row and of what is in it, as a verdict wants them: how many, how long ago the last was, and whose limit
  /// that one hit.
  func context(of row: GroupPath) -> Verdict.Kills? {
    let own = kills.filter { row.contains($0.victim) }
    guard let last = own.first else { return nil }
    return Verdict.Kills(
      count: own.reduce(0) { $0 + $1.count }, secondsAgo: last.secondsAgo, culprit: last.culprit)
  }
}
