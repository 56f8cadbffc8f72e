internal import GroupMetrics

/// The order of rows from moment to moment.
///
/// Figures are compared by `Level`: as they are where they stand still, and by a clear margin where they move. A row that
/// is no longer held back keeps the place of its last cause for `patience` moments: what flickers at a threshold stays
/// where it is.
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
    let whos = places.map { moment.rows[$0].who }
    var keys: [Past] = []
    keys.reserveCapacity(places.count)
    var now: [UInt64: Past] = [:]
    now.reserveCapacity(places.count)
    for index in places.indices {
      let row = (inode: whos[index].inode, slot: moment.rows[places[index]].slot)
      keys.append(judge(row.inode, row.slot, moment.rows[places[index]].severity, moment.snapshot, key, isFresh))
      now[row.inode] = keys[index]
    }
    past = now
    let sorted = places.indices.sorted { left, right in
      let (one, two) = (keys[left], keys[right])
      if one.severity != two.severity { return isReversed != (one.severity < two.severity) }
      if one.level != two.level { return isReversed != (one.level > two.level) }
      let (first, second) = (whos[left], whos[right])
      if first.target != second.target { return (key == .name && isReversed) != (first.target < second.target) }
      return first.inode < second.inode
    }
    return sorted.map { places[$0] }
  }

  private func judge(
    _ inode: UInt64, _ slot: Int, _ severity: Int, _ snapshot: Snapshot, _ key: SortKey, _ isFresh: Bool
  ) -> Past {
    let before = past[inode]
    switch key {
    case .name: return Past(severity: 0, level: .absent)
    case .metric(let metric):
      return Past(severity: 0, level: Level(snapshot.packed(metric, slot), before: before?.level, isFresh: isFresh))
    case .why:
      let level = Level(snapshot.packed(VerdictMetric.cpuCores, slot), before: before?.level, isFresh: isFresh)
      guard let before, severity > before.severity else { return Past(severity: severity, level: level) }
      let better = before.better + (isFresh ? 1 : 0)
      return better >= Self.patience
        ? Past(severity: severity, level: level)
        : Past(severity: before.severity, better: better, level: level)
    }
  }
}
