/// CPU time: used, allowed, refused.
enum CPURows {
  static let usage = Family(
    "cgroup_cpu_usage_seconds_total", .counter, .cpu, "CPU time used (cpu.stat usage_usec).")
  static let user = Family(
    "cgroup_cpu_user_seconds_total", .counter, .cpu, "CPU time in user mode (cpu.stat user_usec).")
  static let system = Family(
    "cgroup_cpu_system_seconds_total", .counter, .cpu, "CPU time in the kernel (cpu.stat system_usec).")
  static let periods = Family(
    "cgroup_cpu_periods_total", .counter, .cpu,
    "Quota periods with runnable tasks (cpu.stat nr_periods); only with a quota of its own.")
  static let throttledPeriods = Family(
    "cgroup_cpu_throttled_periods_total", .counter, .cpu,
    "Quota periods in which it was throttled (cpu.stat nr_throttled).")
  static let throttledTime = Family(
    "cgroup_cpu_throttled_seconds_total", .counter, .cpu,
    "Time its run queues were throttled, by its own or an ancestor's quota, summed over CPUs (cpu.stat.local throttled_usec)."
  )
  static let limit = Family(
    "cgroup_cpu_limit_cores", .gauge, .cpu,
    "CPUs it may use: smallest quota of itself and its ancestors, and cpuset; absent when unlimited.")
  static let ownQuota = Family(
    "cgroup_cpu_quota_cores", .gauge, .cpu, "Its own quota, in CPUs (cpu.max); absent when max.")
  static let burst = Family(
    "cgroup_cpu_burst_seconds", .gauge, .cpu, "Unused quota that it may save (cpu.max.burst).")
  static let weight = Family("cgroup_cpu_weight", .gauge, .cpu, "Its weight among its siblings (cpu.weight).")

  /// What tells how often a quota ran out.
  private static let quotaKeys = [
    RawKey(.cpuStat, "nr_throttled"), RawKey(.cpuStat, "nr_periods"), RawKey(.cpuMax),
  ]

  static let all: [Declaration] = [
    counter("usage_usec", "CPU time used in it and below.", "CPUTIME", usage, isDefault: true),
    counter("user_usec", "Its part in user mode.", "USERTIME", user),
    counter("system_usec", "Its part in the kernel.", "SYSTIME", system),
    cores("cpu.cores", "CPUs' worth of time that it used.", "CPU", "usage_usec"),
    cores("cpu.user", "CPUs' worth of time in user mode.", "USER", "user_usec"),
    cores("cpu.system", "CPUs' worth of time in the kernel.", "SYS", "system_usec"),
    Declaration(
      name: "cpu.max", unit: .cores, help: "Its own quota, in CPUs (cpu.max).", formula: .value(.cpuMax),
      title: "QUOTA", width: 5, format: .fewCores, series: Series(ownQuota, isDefault: false)),
    Declaration(
      name: "cpu.max.burst", unit: .microseconds, help: "Unused quota that it may save and spend in a later period.",
      formula: .value(.cpuBurst), title: "BURST", width: 5, format: .microseconds,
      series: Series(burst, scale: 1e-6, isDefault: false)),
    Declaration(
      name: "cpu.quota", unit: .cores, help: "The smallest quota of it and its ancestors, in CPUs.",
      formula: .computed(keys: [RawKey(.cpuMax)], after: []) { CPUCaps.quota($0, $1) },
      title: "QUOTA^", width: 6, format: .fewCores),
    Declaration(
      name: "cpu.quota_by", unit: .group, kind: .info, help: "The group that sets the smallest quota.",
      formula: .computed(keys: [RawKey(.cpuMax)], after: ["cpu.quota"]) { CPUCaps.quotaBy($0, $1) },
      title: "QUOTA BY", width: 12, format: .text),
    Declaration(
      name: "cpu.cap", unit: .cores,
      help: "CPUs that it may use: the smallest quota of it and its ancestors, or fewer by its cpuset.",
      formula: .computed(keys: [RawKey(.cpusetEffective)], after: ["cpu.quota"]) { CPUCaps.cap($0, $1) },
      title: "CAP", width: 5, format: .fewCores, series: Series(limit)),
    Declaration(
      name: "cpu.cap_by", unit: .group, kind: .info, help: "The group whose quota or cpuset sets the cap.",
      formula: .computed(keys: [RawKey(.cpusetEffective)], after: ["cpu.quota", "cpu.quota_by", "cpu.cap"]) {
        CPUCaps.capBy($0, $1)
      }, title: "CAP BY", width: 12, format: .text),
    Declaration(
      name: "cpu.share", unit: .ratio, help: "CPUs used, of its cap.",
      formula: .computed(keys: [], after: ["cpu.cores", "cpu.cap"]) { $0.share(0, of: 1, $1) },
      title: "CPU%", width: 4, format: .percent),
    quota("nr_periods", "Periods of its own quota in which it ran.", "PERIODS", periods),
    quota("nr_throttled", "Periods in which its own quota ran out.", "THRPER", throttledPeriods),
    Declaration(
      name: "cpu.throttled", unit: .ratio,
      help: "Share of the periods of a quota in which it ran out: its own or an ancestor's, whichever did so most.",
      formula: .computed(keys: quotaKeys, after: []) { CPUCaps.throttled($0, $1) }, title: "thr", width: 4,
      format: .percent),
    Declaration(
      name: "cpu.throttled_by", unit: .group, kind: .info, help: "The group whose quota ran out so often.",
      formula: .computed(keys: quotaKeys, after: ["cpu.throttled"]) { CPUCaps.throttledBy($0, $1) }, title: "THR BY",
      width: 12, format: .text),
    Declaration(
      name: "cpu.stat.local.throttled_usec", unit: .microseconds, kind: .counter,
      help: "Time its run queues were throttled by its own or an ancestor's quota, summed over CPUs.",
      formula: .value(.cpuStatLocal, "throttled_usec"), title: "THRTIME", width: 7, format: .microseconds,
      series: Series(throttledTime, scale: 1e-6)),
    Declaration(
      name: "cpu.throttled_time", unit: .ratio,
      help: "Seconds throttled in each second, by any quota, summed over CPUs: 2 is two CPUs' worth.",
      formula: .rate([RawKey(.cpuStatLocal, "throttled_usec")], scale: 1e-6), title: "thr/s", width: 5, format: .percent
    ),
    Declaration(
      name: "cpu.throttled_time.own", unit: .ratio,
      help: "The same by its own quota alone.",
      formula: .rate([RawKey(.cpuStat, "throttled_usec")], scale: 1e-6), title: "thr/s.own", width: 5, format: .percent
    ),
    Declaration(
      name: "cpu.throttled_time.below", unit: .ratio,
      help:
        "The same by quotas of its own and of all groups below it, summed: pressure of CPUs that it explains is no want of CPUs.",
      formula: .bySampler(files: [], after: ["cpu.throttled_time.own"]), title: "thr/s.all", width: 5, format: .percent
    ),
    Declaration(
      name: "cpu.weight", unit: .weight, help: "Its share among its siblings when all are busy.",
      formula: .value(.cpuWeight), title: "CPUWGT", width: 6, format: .count,
      series: Series(weight, isDefault: false)),
    Declaration(
      name: "cpu.guaranteed", unit: .ratio,
      help: "The share of the machine's CPU time that its weight gives it if all its siblings are busy, and theirs.",
      formula: .bySampler(files: [.cpuWeight]), title: "CPUGUAR", width: 7, format: .percent),
  ]

  private static func counter(
    _ key: String, _ help: String, _ title: String, _ family: Family, isDefault: Bool = false
  ) -> Declaration {
    Declaration(
      name: "cpu.stat.\(key)", unit: .microseconds, kind: .counter, help: help, formula: .value(.cpuStat, key),
      title: title, width: 7, format: .microseconds, series: Series(family, scale: 1e-6, isDefault: isDefault))
  }

  private static func cores(_ name: String, _ help: String, _ title: String, _ key: String) -> Declaration {
    Declaration(
      name: name, unit: .cores, help: help, formula: .rate([RawKey(.cpuStat, key)], scale: 1e-6), title: title,
      width: 5, format: .cores)
  }

  /// Without a quota of its own the kernel's counters stand still at 0: there is nothing to count. The root, and a group
  /// without the controller, have cpu.stat but can have no quota.
  private static func quota(_ key: String, _ help: String, _ title: String, _ family: Family) -> Declaration {
    Declaration(
      name: "cpu.stat.\(key)", unit: .count, kind: .counter, help: help,
      formula: .computed(keys: [RawKey(.cpuStat, key), RawKey(.cpuMax)], after: []) { evaluation, slot in
        let quota = evaluation.value(1, slot)
        if quota.isNaN { return quota }
        return quota == .infinity ? Missing(.noQuota, .cpuMax).packed : evaluation.value(0, slot)
      }, title: title, width: 7, format: .count, series: Series(family))
  }
}
