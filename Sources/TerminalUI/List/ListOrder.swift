internal import GroupMetrics

/// The order of rows from moment to moment.
///
/// Figures are compared by `Level`, and a row that is no longer held back keeps the place of its last cause for
/// `patience` moments: what flickers at a threshold stays where it is.
struct ListOrder: Sendable {
  private struct Past: Sendable {
    var severity: Int
    /// Moments since which it is better than that.
    var better = 0
    var level: Level
  }

  /// Moments.
  static let patience = 3

  /// By incarnation.
  private var past: [UInt64: Past] = [:]
  private var key: SortKey?
  private var number = 0

  /// The places of rows in `moment.rows`, the first on top.
  ///
  /// - Parameters:
  ///   - places: those that are shown, in any order.
  ///   - isFresh: whether the moment is newer than the last: only then patience is counted.
  mutating func sorted(
    _ places: [Int], of moment: Moment, by key: SortKey, isReversed: Bool, isFresh: Bool
  ) -> [Int] {
    if key != self.key {
      past = [:]
      self.key = key
    }
    let keys = places.map { judge(moment.rows[$0], moment, key, isFresh) }
    var now: [UInt64: Past] = [:]
    now.reserveCapacity(places.count)
    for (index, place) in places.enumerated() { now[moment.rows[place].who.inode] = keys[index] }
    past = now
    let sorted = places.indices.sorted { left, right in
      let (one, two) = (keys[left], keys[right])
      if one.severity != two.severity { return isReversed != (one.severity < two.severity) }
      if one.level != two.level { return isReversed != (one.level > two.level) }
      let (first, second) = (moment.rows[places[left]].who, moment.rows[places[right]].who)
      if first.target != second.target { return (key == .name && isReversed) != (first.target < second.target) }
      return first.inode < second.inode
    }
    return sorted.map { places[$0] }
  }

  private func judge(_ row: Row, _ moment: Moment, _ key: SortKey, _ isFresh: Bool) -> Past {
    let before = past[row.who.inode]
    switch key {
    case .name: return Past(severity: 0, level: .absent)
    case .metric(let metric):
      return Past(severity: 0, level: Level(moment.snapshot.packed(metric, row.slot), before: before?.level))
    case .why:
      let level = Level(moment.snapshot.packed(VerdictMetric.cpuCores, row.slot), before: before?.level)
      guard let before, row.severity > before.severity else { return Past(severity: row.severity, level: level) }
      let better = before.better + (isFresh ? 1 : 0)
      return better >= Self.patience
        ? Past(severity: row.severity, level: level)
        : Past(severity: before.severity, better: better, level: level)
    }
  }
}
