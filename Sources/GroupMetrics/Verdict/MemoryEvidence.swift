internal import ControlGroups

/// What an interval shows of the memory that a group waits for: which limit was met, and what the machine has left.
///
/// How full a group is says little by itself: one that reads files stands at its limit with cache that costs nothing, or
/// waits all the time because it needs that cache. The kernel counts each meeting with a limit in the group that sets it
/// (memory.events.local), and the pressure tells whether somebody waited.
struct MemoryEvidence {
  let snapshot: Snapshot
  let slot: Int
  /// The groups of the snapshot that met a limit of theirs, or hold one that did (`meetings`); nil: look for them.
  var meetings: [Int]?

  /// The limit that its tasks met in the interval, and waited at: its own or the nearest above.
  var limit: Cause.Binder? {
    guard isWaiting else { return nil }
    if let inner = snapshot.inner(of: slot), let found = met(inner) { return found }
    var at: Int? = slot
    while let here = at {
      if let found = met(here) { return found }
      at = snapshot.groups[here]?.parent
    }
    return nil
  }

  /// What it waits for where no limit of its own or above denies it memory.
  var wait: Cause.MemoryWait {
    if isMachineShort { return .machineIsShort }
    if let below = limitBelow { return .limitBelow(below) }
    // What its own limits do not account for, those of groups do that are not sampled.
    return figure(VerdictMetric.memoryMaxRate) > figure(VerdictMetric.memoryLocalMaxRate)
      || figure(VerdictMetric.memoryHighRate) > figure(VerdictMetric.memoryLocalHighRate)
      ? .limitBelow(nil) : .unexplained
  }

  private func figure(_ metric: MetricID) -> Double { snapshot.packed(metric, slot) }

  /// Whether its tasks wait; where the kernel does not count that, whether they read back much that reclaim took, or
  /// were slowed.
  private var isWaiting: Bool {
    let pressure = figure(VerdictMetric.memoryPressure)
    if !pressure.isNaN { return pressure >= Verdict.Threshold.memoryPressure }
    return figure(VerdictMetric.memoryRefaults) >= Verdict.Threshold.refaults
      || figure(VerdictMetric.memoryHighRate) > 0
  }

  /// The limit of a group where it was met in the interval, and the group still stands at it.
  private func met(_ setter: Int) -> Cause.Binder? {
    let used = snapshot.packed(VerdictMetric.memoryCurrent, setter)
    for (file, limit, local, all) in [
      ("memory.max", VerdictMetric.memoryMax, VerdictMetric.memoryLocalMaxRate, VerdictMetric.memoryMaxRate),
      ("memory.high", VerdictMetric.memoryHigh, VerdictMetric.memoryLocalHighRate, VerdictMetric.memoryHighRate),
    ] {
      let limit = snapshot.packed(limit, setter)
      guard limit < .infinity, used >= limit * Verdict.Threshold.share else { continue }
      // Before Linux 5.2 there are only the counts that hold those of groups below.
      let own = snapshot.packed(local, setter)
      guard (own.isNaN ? snapshot.packed(all, setter) : own) > 0 else { continue }
      let isOwn = snapshot.isOwn(setter, of: slot)
      return Cause.Binder(slot: isOwn ? slot : setter, isOwn: isOwn, file: file, limit: limit)
    }
    return nil
  }

  /// The limit that a group below met: its waits are those of all groups above it too.
  private var limitBelow: Cause.Binder? {
    guard let path = snapshot.groups[slot]?.path else { return nil }
    for other in meetings ?? Self.meetings(of: snapshot) where other != slot {
      guard let below = snapshot.groups[other]?.path, path.contains(below), let found = met(other) else { continue }
      return found
    }
    return nil
  }

  /// Whether the machine itself is short: little is left for anybody, or its tasks wait though no limit was met.
  ///
  /// The waits at limits are in the machine's pressure too, as throttling is in that of CPUs: one group that thrashes at
  /// its own limit makes it 75 % while the machine has all it wants.
  private var isMachineShort: Bool {
    guard let host = snapshot.host else { return false }
    if let share = host.figure("host.memory.share")?.number, share >= Verdict.Threshold.share { return true }
    guard snapshot.rootSlot != nil, let pressure = host.figure("host.memory.pressure.some")?.number else {
      return false
    }
    return pressure >= Verdict.Threshold.memoryPressure
      && (meetings ?? Self.meetings(of: snapshot)).isEmpty
  }

  /// The groups in which a limit was met in the interval, at theirs or one below: few, where there are any.
  static func meetings(of snapshot: Snapshot) -> [Int] {
    snapshot.slots.filter { slot in
      snapshot.packed(VerdictMetric.memoryMaxRate, slot) > 0 || snapshot.packed(VerdictMetric.memoryHighRate, slot) > 0
    }
  }
}
