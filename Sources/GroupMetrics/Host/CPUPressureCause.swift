/// Why tasks of a machine or a group waited for a CPU.
///
/// The kernel counts a task that a quota holds back as waiting, in its own group and in all above: one throttled spinner
/// makes the pressure of an idle machine 80 % (seen on Linux 6.12). Such pressure is no contention.
package enum CPUPressureCause: String, Sendable {
  /// Tasks waited for CPUs that others used.
  case contention
  /// Quotas held tasks back; there were CPUs.
  case throttling
  /// Both, or it cannot be told which.
  case both

  /// Below it pressure is not worth a reason: a share of the interval.
  package static let least = 0.01
  /// A machine of which so much stands idle has CPUs for whoever may use them.
  package static let idle = 0.10

  /// The cause of a CPU pressure.
  ///
  /// - Parameters:
  ///   - pressure: `some` of the machine or group, as a share of the interval; packed.
  ///   - throttled: `cpu.throttled_time` summed over the group, if it has one, and all below: more than the pressure
  ///     where several run queues were held at once.
  ///   - idle: of the machine, as ``HostFigures/idle``; packed.
  /// - Returns: nil where there is next to no pressure, or it cannot be told.
  package init?(pressure: Double, throttled: Double, idle: Double) {
    guard !pressure.isNaN, pressure >= Self.least else { return nil }
    // What is left even if every throttled moment was a moment of pressure.
    let unexplained = pressure - (throttled.isNaN ? 0 : min(pressure, throttled))
    let isExplained = unexplained <= pressure / 4
    let hasRoom = !idle.isNaN && idle >= Self.idle
    if isExplained {
      self = hasRoom ? .throttling : .both
    } else if unexplained >= pressure * 3 / 4 {
      self = .contention
    } else {
      self = .both
    }
  }
}

extension CPUPressureCause {
  /// The cause of a whole machine's CPU pressure.
  ///
  /// - Returns: nil also where only a part of its groups is sampled: what quotas elsewhere did cannot be told.
  package init?(of host: HostFigures, in snapshot: Snapshot) {
    guard let root = snapshot.rootSlot else { return nil }
    self.init(
      pressure: host.figure("host.cpu.pressure.some")?.packed ?? .nan,
      throttled: snapshot.packed(VerdictMetric.cpuThrottledBelow, root), idle: host.idle)
  }

  /// What a sample must hold to tell the cause of a group's pressure.
  package static let metrics = [
    VerdictMetric.cpuPressure, VerdictMetric.cpuThrottledTime, VerdictMetric.cpuThrottledBelow,
  ]

  /// The cause of a group's CPU pressure, which holds that of all below it: its own quota, one above or those of groups
  /// below may explain it. Of groups that are not sampled no quota is known.
  ///
  /// - Parameter idle: of the machine, as ``HostFigures/idle``; packed.
  package init?(of slot: Int, in snapshot: Snapshot, idle: Double) {
    self.init(
      pressure: snapshot.packed(VerdictMetric.cpuPressure, slot), throttled: Self.throttled(slot, in: snapshot),
      idle: idle)
  }

  /// How long quotas held a group back, its own and those above, or those of groups below: the greater.
  package static func throttled(_ slot: Int, in snapshot: Snapshot) -> Double {
    let held = snapshot.packed(VerdictMetric.cpuThrottledTime, slot)
    let below = snapshot.packed(VerdictMetric.cpuThrottledBelow, slot)
    return held.isNaN ? below : below.isNaN ? held : max(held, below)
  }
}
