internal import ControlGroups

/// Why a group is slow or in danger: what holds it back, by which limit and whose, from one snapshot. Pure.
///
/// A quota that throttles is never called contention: whoever waits for a CPU that its own quota denies does not lack
/// CPUs.
package struct Verdict: Sendable {
  /// What the snapshot does not hold.
  package struct Context: Sendable {
    /// OOM kills of the last ten minutes.
    package var kills: Kills?
    /// The io.max in force on a device that the group uses.
    package var ioLimit: Cause.Binder?
    /// What is the same for all groups of a snapshot, looked for once; nil: it is looked for where it is needed.
    package var shared: Shared?

    package init() {}
  }

  /// What verdicts over one snapshot have in common.
  package struct Shared: Sendable {
    fileprivate let meetings: [Int]

    package init(_ snapshot: Snapshot) { meetings = MemoryEvidence.meetings(of: snapshot) }
  }

  /// OOM kills in a group: how many, how long ago the last was, and where the memory ran out.
  package struct Kills: Sendable {
    package var count: Int
    package var secondsAgo: Double
    package var culprit: OomKill.Culprit

    package init(count: Int, secondsAgo: Double, culprit: OomKill.Culprit) {
      self.count = count
      self.secondsAgo = secondsAgo
      self.culprit = culprit
    }
  }

  /// From which share on a wait or a throttling counts as one.
  package enum Threshold {
    /// Of the periods of a quota.
    package static let throttled = 0.05
    /// Of what a limit leaves: working set / (working set + headroom), and the same for pids.
    package static let share = 0.9
    /// Of the interval in which some task waited.
    package static let memoryPressure = 0.1
    /// Pages a second read back that reclaim took: where the kernel does not count waits.
    package static let refaults = 1_000.0
    package static let cpuPressure = 0.25
    package static let ioPressure = 0.1
    /// Bytes a second read back from swap.
    package static let swapIn = 1_000_000.0
  }

  package let slot: Int
  /// Most severe first; empty where nothing holds it back.
  package let causes: [Cause]

  package init(_ snapshot: Snapshot, _ slot: Int, _ context: Context = Context()) {
    self.slot = slot
    let figures = Figures(snapshot: snapshot, slot: slot)
    var causes: [Cause] = []
    if let kills = context.kills { causes.append(.killed(kills.count, secondsAgo: kills.secondsAgo, kills.culprit)) }
    let evidence = MemoryEvidence(snapshot: snapshot, slot: slot, meetings: context.shared?.meetings)
    // A limit that is met counts more than one that is near.
    let memory = evidence.limit ?? figures.memoryLimit
    if let memory { causes.append(.memoryLimit(memory)) }
    let cpu = figures.cpuLimit
    if let cpu { causes.append(.cpuLimit(cpu)) }
    if let pids = figures.pidsLimit { causes.append(.pidsLimit(pids)) }
    if figures[VerdictMetric.ioPressure] >= Threshold.ioPressure {
      causes.append(context.ioLimit.map { .ioLimit($0) } ?? .disk)
    }
    if memory == nil, figures[VerdictMetric.memoryPressure] >= Threshold.memoryPressure {
      causes.append(.memory(evidence.wait))
    }
    if cpu == nil, figures.unexplainedCPUWait >= Threshold.cpuPressure {
      causes.append(.cpu)
    }
    if figures[VerdictMetric.memorySwapIn] >= Threshold.swapIn { causes.append(.swap) }
    if figures[VerdictMetric.frozen] == 1 { causes.append(.frozen) }
    self.causes = causes.sorted { $0.severity < $1.severity }
  }

  /// The two groups that use most of what a group lacks, the group itself and those above and below it left out; of the
  /// root, which has none beside it, those below.
  ///
  /// - Parameter rows: the slots that may be named.
  static func takers(from slot: Int, by cause: Cause, among rows: [Int], in snapshot: Snapshot) -> [Int] {
    guard let metric = cause.contended, let own = snapshot.groups[slot]?.path else { return [] }
    return Array(
      rows.filter { other in
        guard let path = snapshot.groups[other]?.path, other != slot else { return false }
        return (own.isRoot || !own.contains(path) && !path.contains(own)) && (snapshot.number(metric, other) ?? 0) > 0
      }.sorted { (snapshot.number(metric, $0) ?? 0, $1) > (snapshot.number(metric, $1) ?? 0, $0) }.prefix(2))
  }
}

/// The figures of one group, by name; what is missing compares as false.
private struct Figures {
  let snapshot: Snapshot
  let slot: Int

  subscript(_ metric: MetricID) -> Double { snapshot.packed(metric, slot) }

  private func binder(_ by: MetricID, _ file: String, _ limit: (Int) -> Double) -> Cause.Binder? {
    snapshot.reference(by, slot).map { binder($0, file, limit($0)) }
  }

  private func binder(_ setter: Int, _ file: String, _ limit: Double) -> Cause.Binder {
    let isOwn = snapshot.isOwn(setter, of: slot)
    return Cause.Binder(slot: isOwn ? slot : setter, isOwn: isOwn, file: file, limit: limit)
  }

  /// Near memory.max of itself or above.
  var memoryLimit: Cause.Binder? {
    guard self[VerdictMetric.memoryShare] >= Verdict.Threshold.share else { return nil }
    return binder(VerdictMetric.memoryHeadroomBy, "memory.max") { snapshot.packed(VerdictMetric.memoryMax, $0) }
  }

  /// The kernel counts a task that a quota holds back as waiting for a CPU, in all groups above too.
  var unexplainedCPUWait: Double {
    var throttled = 0.0
    for metric in [VerdictMetric.cpuThrottledTime, VerdictMetric.cpuThrottledBelow] where self[metric] > throttled {
      throttled = self[metric]
    }
    return self[VerdictMetric.cpuPressure] - throttled
  }

  var cpuLimit: Cause.Binder? {
    guard self[VerdictMetric.cpuThrottled] >= Verdict.Threshold.throttled,
      let limit = binder(VerdictMetric.cpuThrottledBy, "cpu.max", { snapshot.packed(VerdictMetric.cpuMax, $0) })
    else { return nil }
    // A quota above holds only those who want to run: cpu.stat.local counts that, since Linux 6.6.
    return limit.isOwn || self[VerdictMetric.cpuThrottledTime] != 0 ? limit : nil
  }

  var pidsLimit: Cause.Binder? {
    let evidence = PidsEvidence(snapshot: snapshot, slot: slot)
    if let setter = evidence.refusing {
      return binder(setter, "pids.max", snapshot.packed(VerdictMetric.pidsMax, setter))
    }
    guard evidence.isNear else { return nil }
    return binder(VerdictMetric.pidsHeadroomBy, "pids.max") { snapshot.packed(VerdictMetric.pidsMax, $0) }
  }
}
