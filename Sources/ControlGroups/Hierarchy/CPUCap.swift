/// How much CPU time a group may use, and what says so.
public struct CPUCap: Equatable, Sendable {
  /// What binds.
  public enum Source: Equatable, Sendable {
    /// cpu.max of the group that sets it.
    case quota(CPUBandwidth)
    /// The CPUs of cpuset.cpus.effective.
    case cpuset(RangeList)
  }

  /// CPUs' worth of time; nil where neither a quota nor a cpuset is visible.
  public var cpus: Double?
  /// What binds; nil as above.
  public var source: Source?
  /// The group that sets it; nil where none does (a cpuset that holds all the machine has).
  public var setBy: GroupPath?
  /// Whether groups above are invisible: what binds is at least this tight.
  public var isAtLeast: Bool

  /// The smaller of both; a tie goes to the quota, which throttles.
  public init(quota: Cap<CPUQuota>, cpuset: RangeList?, cpusetBy: GroupPath?) {
    isAtLeast = quota.isAtLeast
    if let cpuset, cpuset.count > 0, Double(cpuset.count) < quota.value?.cpus ?? .infinity {
      cpus = Double(cpuset.count)
      source = .cpuset(cpuset)
      setBy = cpusetBy
    } else if let value = quota.value {
      cpus = value.cpus
      source = .quota(value.bandwidth)
      setBy = quota.setBy
    }
  }
}

extension ControlGroup {
  /// The cap of CPU time: the smaller of the quotas of the group and its ancestors and of the CPUs it may run on.
  public func cpuCap() throws(ControlGroupError) -> CPUCap {
    let quota = try cpu.max.cap()
    let cpuset = try effectiveCPUs()
    return CPUCap(quota: quota, cpuset: cpuset?.list, cpusetBy: cpuset?.setBy)
  }

  /// cpuset.cpus.effective of the nearest group that has the controller, and the highest group that made it so small.
  func effectiveCPUs() throws(ControlGroupError) -> (list: RangeList, setBy: GroupPath?)? {
    var found: (list: RangeList, setBy: GroupPath?)?
    for above in path.selfAndAncestors {
      guard let group = above == path ? self : try? hierarchy.group(above),
        let list = try? group.cpuset.cpusEffective.read()
      else { continue }
      guard let current = found else {
        found = (list, group.asksForCPUs ? above : nil)
        continue
      }
      if list.merged != current.list.merged { break }
      if group.asksForCPUs { found = (list, above) }
    }
    return found
  }

  private var asksForCPUs: Bool { ((try? cpuset.cpus.read())?.count ?? 0) > 0 }
}
