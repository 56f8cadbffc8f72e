// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// cpu: shares and bandwidth of CPU time (kernel/sched/core.c).
public struct CPUFiles: ControllerFiles {
  public static let controller = Controller.cpu
  public static let shared = CPUFiles()
  public var rows: [any InterfaceRow] {
    [stat, statLocal, weight, weightNice, max, maxBurst, idle, uclampMin, uclampMax]
  }
  private static let source = "kernel/sched/core.c"

  public let stat = InterfaceFile<FlatKeyed<CPUStatKeys>, ReadOnly>(
    "cpu.stat", .counter, scope: .everywhere, since: "4.15", needsController: false,
    source: "kernel/cgroup/rstat.c, kernel/sched/core.c",
    """
    CPU time of the group and below; with the controller also what its own quota did to it, which children's quotas \
    do not add to. On the root since about 5.8.
    """)
  public let statLocal = InterfaceFile<FlatKeyed<CPULocalStatKeys>, ReadOnly>(
    "cpu.stat.local", .counter, scope: .everywhere, since: "≈6.6", needsController: false,
    source: "kernel/sched/core.c",
    "How long the group itself was held back, by its own quota or an ancestor's. Empty without the controller.")
  public let weight = InterfaceFile<CPUWeight, ReadWrite>(
    "cpu.weight", .weight, since: "4.15", standard: "100", source: source,
    """
    Share of CPU time among busy siblings, 1 to 10000. Out of range is ERANGE; while cpu.idle is 1 a write is EINVAL \
    and reading gives 0 or 1, by kernel.
    """)
  public let weightNice = InterfaceFile<NiceValue, ReadWrite>(
    "cpu.weight.nice", .weight, since: "4.15", standard: "0", source: source,
    "cpu.weight in nice values, -20 (most) to 19 (least): reading gives the nearest one.")
  public let max = InterfaceFile<CPUBandwidth, ReadWrite>(
    "cpu.max", .limit, since: "4.15", configuration: "CONFIG_CFS_BANDWIDTH", standard: "max 100000", source: source,
    """
    Most CPU time in each period, in microseconds over all CPUs: 200000 100000 is two CPUs. The quota is at least 1000 \
    and not under cpu.max.burst, the period 1000 to 1000000; one number alone keeps the period.
    """)
  public let maxBurst = InterfaceFile<Microseconds, ReadWrite>(
    "cpu.max.burst", .limit, since: "5.14", configuration: "CONFIG_CFS_BANDWIDTH", standard: "0", source: source,
    """
    Unused quota that may be saved up for later periods, 0 to the quota in microseconds. Raise cpu.max before it, \
    lower it before cpu.max.
    """)
  public let idle = InterfaceFile<Toggle, ReadWrite>(
    "cpu.idle", .setting, since: "5.15", standard: "0", source: source,
    """
    1 lets the group run only where nothing else wants the CPU, as SCHED_IDLE does for a task. Going back to 0 sets \
    the weight to 100, not to what it was.
    """)
  public let uclampMin = InterfaceFile<UtilClamp, ReadWrite>(
    "cpu.uclamp.min", .setting, since: "5.4", configuration: "CONFIG_UCLAMP_TASK_GROUP", standard: "0.00",
    source: source,
    """
    Least utilisation the frequency governor assumes for the group's tasks, in percent. A request: ancestors and \
    cpu.uclamp.max cap what is in force, and no file shows that.
    """)
  public let uclampMax = InterfaceFile<UtilClamp, ReadWrite>(
    "cpu.uclamp.max", .setting, since: "5.4", configuration: "CONFIG_UCLAMP_TASK_GROUP", standard: "max",
    source: source,
    "Most utilisation the frequency governor assumes for the group's tasks, in percent. A request, as cpu.uclamp.min.")
}

/// The keys of cpu.stat.
public struct CPUStatKeys: FileKeys {
  public static let table = KeyTable(CPUStatKeys())
  public init() {}

  public let usageUsec = FileKey<Microseconds>("usage_usec", .counter, "CPU time used in the group and below.")
  public let userUsec = FileKey<Microseconds>(
    "user_usec", .counter, "Its part in user space, scaled so that both make usage.")
  public let systemUsec = FileKey<Microseconds>("system_usec", .counter, "Its part in the kernel, scaled likewise.")
  public let niceUsec = FileKey<Microseconds>(
    "nice_usec", .counter, since: "≈6.11", "User time of tasks with a nice value over 0.")
  public let coreSchedForceIdleUsec = FileKey<Microseconds>(
    "core_sched.force_idle_usec", .counter, since: "≈6.0",
    "Time that core scheduling kept sibling hardware threads idle for the group's sake (CONFIG_SCHED_CORE).")
  public let nrPeriods = FileKey<Count>("nr_periods", .counter, "Periods of cpu.max in which the group ran.")
  public let nrThrottled = FileKey<Count>("nr_throttled", .counter, "Periods in which its own quota ran out.")
  public let throttledUsec = FileKey<Microseconds>(
    "throttled_usec", .counter, "Time held back by its own quota, summed over CPUs: may outrun the clock.")
  public let nrBursts = FileKey<Count>("nr_bursts", .counter, since: "≈5.16", "Periods that used saved quota.")
  public let burstUsec = FileKey<Microseconds>(
    "burst_usec", .counter, since: "≈5.16", "CPU time above the quota, out of saved quota.")
}

/// The keys of cpu.stat.local.
public struct CPULocalStatKeys: FileKeys {
  public static let table = KeyTable(CPULocalStatKeys())
  public init() {}

  public let throttledUsec = FileKey<Microseconds>(
    "throttled_usec", .counter,
    "Time its own run queues stood still because of its quota or an ancestor's, over all CPUs.")
}
