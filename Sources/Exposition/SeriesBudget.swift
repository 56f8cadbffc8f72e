internal import GroupMetrics

/// How many series the groups of a page may have, and how many each has.
struct SeriesBudget {
  let most: Int
  private let plan: SeriesPlan
  private let snapshot: Snapshot

  init(_ plan: SeriesPlan, _ snapshot: Snapshot, atMost most: Int) {
    self.plan = plan
    self.snapshot = snapshot
    self.most = most
  }

  /// Whether so many groups fit, whatever they have: then none needs to be counted.
  func surelyFits(_ groups: Int) -> Bool { plan.keyed.isEmpty && groups * (plan.seriesPerGroup + 2) <= most }

  /// The series of a group: those that it is served with, its cgroup_info and its part of the kills. What was not read this
  /// time counts, since it will be there again.
  func series(of slot: Int) -> Int {
    var count = 2
    for entry in plan.entries {
      if let metric = entry.keyed {
        let figures = snapshot.keyed(metric.file)
        count += figures?.rows(slot).count { $0[metric].isFinite } ?? 0
        // How many lines a file will have that was not read this time, nobody knows: one at least.
        if figures?.rows(slot).isEmpty == true, figures?.missing(slot)?.reason == .notSampled { count += 1 }
      }
      for row in entry.rows {
        let number = snapshot.packed(row.metric, slot)
        if number.isFinite || (number.isNaN && Missing(packed: number).reason == .notSampled) { count += 1 }
      }
    }
    return count
  }
}
