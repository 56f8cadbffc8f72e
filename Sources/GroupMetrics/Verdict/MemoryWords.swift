/// Clauses about memory that a group waits for, without the group's name.
struct MemoryWords {
  let snapshot: Snapshot
  let slot: Int

  private func number(_ metric: MetricID, _ slot: Int) -> Double? { snapshot.number(metric, slot) }

  private func size(_ metric: MetricID, _ slot: Int) -> String { number(metric, slot).map(Advice.size) ?? "-" }

  /// `waits for memory 75% of the time`, as far as the kernel tells.
  private var waits: String {
    number(VerdictMetric.memoryPressure, slot).map { "waits for memory \(Human.percent($0)) of the time" }
      ?? "reads back \(refaults) pages a second that were reclaimed"
  }

  private var refaults: UInt64 { Human.whole((number(VerdictMetric.memoryRefaults, slot) ?? 0).rounded()) }

  /// A limit that it stands at: how full that is, or who waits.
  ///
  /// - Parameter setter: `its own`, or whose it is.
  func atLimit(_ binder: Cause.Binder, of setter: String) -> String {
    let limit = "\(setter) \(binder.file) \(Advice.size(binder.limit))"
    let held = size(VerdictMetric.memoryCurrent, binder.slot)
    let holds = binder.isOwn ? "it holds \(held)" : "all in that hold \(held)"
    if binder.file == "memory.high" {
      let pressure = number(VerdictMetric.memoryPressure, slot).map { " \(Human.percent($0)) of the time" } ?? ""
      return "is slowed above \(limit): \(holds)" + (binder.isOwn ? ", and waits" : ", and it waits") + pressure
    }
    guard isFull(binder) else {
      return "is at \(limit): \(holds), cache included," + (binder.isOwn ? " and " : " and it ") + waits
    }
    let share = number(VerdictMetric.memoryShare, slot).map { Human.percent($0) } ?? "-"
    return "is at \(limit): \(share) of the room is taken"
      + (number(VerdictMetric.memoryHeadroom, slot).map { ", \(Advice.size($0)) left" } ?? "")
  }

  /// Whether a limit leaves next to no room, even without the cache that reclaim would take first.
  private func isFull(_ binder: Cause.Binder) -> Bool {
    guard let share = number(VerdictMetric.memoryShare, slot), share >= Verdict.Threshold.share,
      let by = snapshot.reference(VerdictMetric.memoryHeadroomBy, slot)
    else { return false }
    return binder.isOwn ? snapshot.isOwn(by, of: slot) : by == binder.slot
  }

  /// `waits for memory 20% of the time, by no limit: the machine is short (310M of 5.8G available)`.
  var machineIsShort: String {
    let left = snapshot.host.flatMap { host in
      host.figure("host.memory.headroom")?.number.flatMap { left in
        host.figure("host.memory.cap")?.number.map { " (\(Advice.size(left)) of \(Advice.size($0)) available)" }
      }
    }
    return "\(waits), by no limit: the machine is short\(left ?? "")"
  }

  /// A group below that meets its own limit.
  func limitBelow(_ binder: Cause.Binder?, _ name: (Int) -> String) -> String {
    guard let binder else { return "\(waits): a group below it is at a limit of its own" }
    return "\(waits): \(name(binder.slot)) below it is at its own \(binder.file) \(Advice.size(binder.limit))"
  }

  /// No limit, and a machine that has memory: only what is seen is said.
  var unexplained: String {
    let left = snapshot.host?.figure("host.memory.headroom")?.number
    return "\(waits), by no limit that is seen"
      + (left.map { ", and the machine has \(Advice.size($0)) available" } ?? "")
      + (refaults > 0 ? "; it reads back \(refaults) pages a second that were reclaimed" : "")
  }
}
