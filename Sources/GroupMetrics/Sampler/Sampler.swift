package import ControlGroups

/// Reads the figures of control groups, again and again, at the cost of one pread(2) a file.
///
/// Synchronous, and of one thread: its snapshots may go to others. It reads what the asked metrics need and nothing
/// else, keeps descriptors within a budget, and takes rates only from two samples of the same incarnation.
package final class Sampler {
  /// How a sampler is made.
  package struct Options: Sendable {
    /// Files that are kept open: about 5.4 kB of kernel memory each. Others are opened for each read.
    package var budget = 4096
    /// How many levels below what was asked for; 0 is the groups themselves.
    package var depth = Int.max

    package init(budget: Int = 4096, depth: Int = .max) {
      self.budget = budget
      self.depth = depth
    }
  }

  let hierarchy: Hierarchy
  let calls: any SystemCalls
  var plan: SamplePlan
  var table: GroupTable
  let evaluation = Evaluation()
  var kept: KeptDescriptors
  var devices: LowestDevices
  var buffer = [UInt8](repeating: 0, count: 1 << 14)
  /// When a group was last read, on the monotonic clock; 0 for never.
  private var stamps: [UInt64] = []
  private var groups: [Snapshot.Group?] = []
  /// Slots whose group was gone when it was read.
  var vanished: [Int] = []
  /// Samples taken.
  private(set) var number = 0
  /// How far the clock of the boot was ahead of the monotonic one: it moves while the machine sleeps.
  private var slept: Int64 = 0
  private var didSleep = false

  /// - Parameters:
  ///   - asked: the metrics that snapshots answer.
  ///   - roots: the groups to sample, with what is below them. Those above are read for their limits.
  ///   - enters: whether to sample what is below a group.
  package init(
    _ hierarchy: Hierarchy, metrics asked: [MetricID], roots: [GroupPath] = [.root], _ options: Options = Options(),
    enters: @escaping (ControlGroup) -> Bool = { _ in true }
  ) {
    self.hierarchy = hierarchy
    calls = hierarchy.calls
    plan = SamplePlan(asked)
    table = GroupTable(hierarchy, roots: roots, depth: options.depth, enters: enters)
    kept = KeptDescriptors(files: plan.files.count, budget: options.budget)
    devices = LowestDevices(hierarchy)
    evaluation.now = Array(repeating: [], count: plan.rawCount)
    evaluation.before = evaluation.now
    evaluation.figures = Array(repeating: [], count: plan.metrics.count)
    evaluation.hidesLimits = !hierarchy.isMachineRoot
  }

  deinit { kept.closeAll(calls) }

  /// The groups, as they are open now: by slot.
  package func group(_ slot: Int) -> ControlGroup? { table.entries[slot]?.group }

  /// How many descriptors of files are kept.
  package var keptDescriptors: Int { kept.count }

  /// Reads everything once.
  package func sample() throws(ControlGroupError) -> Snapshot {
    number += 1
    noticeSleep()
    let monotonic = calls.monotonicNanoseconds
    let wall = calls.wallNanoseconds
    evaluation.wallClock = Double(wall) / 1e9
    evaluation.cpus = machineCPUs()
    try table.refresh()
    takeChanges()
    evaluation.beginSample()
    vanished.removeAll(keepingCapacity: true)
    if number % 32 == 0 { kept.rebalance(evaluation, plan, table.order, calls) }
    for index in table.order.indices {
      stamp(table.order[index])
      read(table.order[index])
    }
    for slot in vanished { table.lost(slot) }
    evaluate()
    return Snapshot(
      groups: groups, slots: shownSlots(), metrics: plan.metrics, columns: evaluation.figures, wallNanoseconds: wall,
      monotonicNanoseconds: monotonic, number: number)
  }

  /// A group that was gone when it was read leaves quietly.
  private func shownSlots() -> [Int] {
    vanished.isEmpty ? table.asked : table.asked.filter { !vanished.contains($0) }
  }

  private func noticeSleep() {
    let now = Int64(bitPattern: calls.bootNanoseconds &- calls.monotonicNanoseconds)
    // The two clocks are not read at once: less than 10 ms says nothing.
    didSleep = number > 1 && now > slept &+ 10_000_000
    slept = now
  }

  private func machineCPUs() -> Double {
    if evaluation.cpus > 0 { return evaluation.cpus }
    guard let text = hierarchy.proc("stat") else { return Double(hierarchy.calls.usableCPUs ?? 0) }
    return Double(
      text.split(separator: UInt8(ascii: "\n")).count { $0.starts(with: "cpu".utf8) && !$0.starts(with: "cpu ".utf8) })
  }

  /// The time since the last sample of the same incarnation.
  private func stamp(_ slot: Int) {
    let now = calls.monotonicNanoseconds
    let before = stamps[slot]
    stamps[slot] = now
    evaluation.interval[slot] =
      if before == 0 {
        Missing(.firstSample).packed
      } else if didSleep {
        Missing(.suspended).packed
      } else if now <= before {
        Missing(.clockJump).packed
      } else {
        Double(now - before) / 1e9
      }
  }

  /// Makes room for new slots, and clears those whose group is another one now.
  private func takeChanges() {
    let count = table.entries.count
    let none = Missing(.firstSample).packed
    func grow(_ column: inout [Double]) {
      if column.count < count { column.append(contentsOf: repeatElement(none, count: count - column.count)) }
    }
    if stamps.count < count {
      for index in evaluation.now.indices { grow(&evaluation.now[index]) }
      for index in evaluation.before.indices { grow(&evaluation.before[index]) }
      for index in evaluation.figures.indices { grow(&evaluation.figures[index]) }
      grow(&evaluation.interval)
      evaluation.parents.append(contentsOf: repeatElement(-1, count: count - stamps.count))
      groups.append(contentsOf: repeatElement(nil, count: count - stamps.count))
      stamps.append(contentsOf: repeatElement(0, count: count - stamps.count))
      kept.grow(to: count)
    }
    for slot in table.takeChanged() {
      kept.close(slot, calls)
      stamps[slot] = 0
      for index in evaluation.now.indices { evaluation.now[index][slot] = none }
      for index in evaluation.before.indices { evaluation.before[index][slot] = none }
      guard let entry = table.entries[slot] else {
        groups[slot] = nil
        continue
      }
      evaluation.parents[slot] = entry.parent
      groups[slot] = Snapshot.Group(
        path: entry.group.path, inode: entry.group.id, parent: entry.parent < 0 ? nil : Int(entry.parent),
        isAsked: entry.isAsked)
    }
  }
}
