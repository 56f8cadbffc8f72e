/// The smallest value of a limit over a group and its ancestors, with the group that sets it. A container's scope and the group
/// in it count as one (``ContainerPair``).
public struct Cap<Bound: Comparable & Sendable>: Sendable {
  /// The value in force; nil where no visible group sets one.
  public var value: Bound?
  /// The nearest group that sets it; nil where none does.
  public var setBy: GroupPath?
  /// Whether limits are invisible, of groups above (a cgroup namespace), of groups that could not be read, or of cgroup
  /// version 1 where it holds the controller: what binds is *at least* this tight.
  public var isAtLeast: Bool

  /// No limit so far.
  public init(isAtLeast: Bool) {
    value = nil
    setBy = nil
    self.isAtLeast = isAtLeast
  }

  /// The cap of a group below, which sets `bound` (nil: none) itself. A tie goes to the group itself: it binds first.
  public func narrowed(by bound: Bound?, at path: GroupPath) -> Cap {
    guard let bound, value.map({ bound <= $0 }) ?? true else { return self }
    var cap = self
    cap.value = bound
    cap.setBy = path
    return cap
  }
}

extension Cap: Equatable where Bound: Equatable {}

/// A quota as CPUs, with the text it came from.
public struct CPUQuota: Comparable, Sendable {
  /// Quota / period.
  public let cpus: Double
  /// As the group sets it.
  public let bandwidth: CPUBandwidth

  /// Nil for `max`.
  public init?(_ bandwidth: CPUBandwidth) {
    guard let cpus = bandwidth.cpus else { return nil }
    self.cpus = cpus
    self.bandwidth = bandwidth
  }

  /// By CPUs.
  public static func < (left: CPUQuota, right: CPUQuota) -> Bool { left.cpus < right.cpus }
  /// By CPUs.
  public static func == (left: CPUQuota, right: CPUQuota) -> Bool { left.cpus == right.cpus }
}

extension BoundFile {
  /// Folds a limit over the groups that hold for this one, from the top.
  private func cap<Bound>(_ bound: (Value) -> Bound?) throws(ControlGroupError) -> Cap<Bound> {
    var cap = Cap<Bound>(isAtLeast: group.hierarchy.hidesLimits(of: controller))
    let isHidden = try group.visitLimiting { (current) throws(ControlGroupError) in
      let here = BoundFile(group: current, file: file, controller: controller)
      cap = cap.narrowed(by: bound(try here.read()), at: current.path)
    }
    if isHidden { cap.isAtLeast = true }
    return cap
  }

  /// The cap of a limit: the smallest value over the group and its ancestors, and who sets it.
  public func cap<Bound>() throws(ControlGroupError) -> Cap<Bound> where Value == Limit<Bound> {
    try cap { (limit: Limit<Bound>) -> Bound? in limit.bound }
  }

  /// The cap of cpu.max: the smallest quota / period.
  public func cap() throws(ControlGroupError) -> Cap<CPUQuota> where Value == CPUBandwidth {
    try cap { (bandwidth: CPUBandwidth) -> CPUQuota? in CPUQuota(bandwidth) }
  }
}
