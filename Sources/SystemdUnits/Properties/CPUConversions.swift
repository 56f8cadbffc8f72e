/// cpu.weight: CPUWeight 1…10000; unset is 100.
///
/// While the group is idle the file reads 0.
struct CPUWeightConversion: PropertyConversion {
  func properties(
    for text: String, current: [String: PropertyValue], device: DeviceNames
  ) throws(ConversionFailure) -> [UnitProperty] {
    guard let weight = UInt64(decimal: text), (1...10_000).contains(weight) else {
      throw .syntax(expected: "a weight from 1 to 10000 (cpu.idle=1 for idle)")
    }
    return [UnitProperty("CPUWeight", .number(weight))]
  }

  func text(from values: [String: PropertyValue], device: DeviceNames) -> String? {
    values["CPUWeight"]?.number.map { $0 == .max ? "100" : String($0) }
  }
}

/// cpu.idle: CPUWeight=idle is 0 on the bus.
///
/// Back to 0 unsets the weight, as the kernel too goes back to 100.
struct CPUIdleConversion: PropertyConversion {
  func properties(
    for text: String, current: [String: PropertyValue], device: DeviceNames
  ) throws(ConversionFailure) -> [UnitProperty] {
    switch text {
    case "1": return [UnitProperty("CPUWeight", .number(0))]
    case "0":
      // Not idle already: a weight that is set stays.
      if let weight = current["CPUWeight"]?.number, weight != 0 { return [UnitProperty("CPUWeight", .number(weight))] }
      return [UnitProperty("CPUWeight", .number(.max))]
    default: throw .syntax(expected: "0 or 1")
    }
  }

  func text(from values: [String: PropertyValue], device: DeviceNames) -> String? {
    values["CPUWeight"]?.number.map { $0 == 0 ? "1" : "0" }
  }
}

/// cpu.max `QUOTA PERIOD`: CPUQuotaPerSecUSec is µs of CPU per *second*, and what systemd keeps of it in its drop-in
/// is whole percent, cut off: 12345 µs becomes 1 % at the next daemon-reload.
///
/// Only what survives that is taken.
struct CPUQuotaConversion: PropertyConversion {
  static let quota = "CPUQuotaPerSecUSec"
  static let period = "CPUQuotaPeriodUSec"
  /// CGROUP_CPU_QUOTA_DEFAULT_PERIOD_USEC of systemd and default_bw_period of the kernel.
  static let usualPeriod: UInt64 = 100_000
  /// The kernel takes nothing shorter, and systemd makes nothing shorter.
  static let shortest: UInt64 = 1000
  static let longestPeriod: UInt64 = 1_000_000
  /// MAX_BW of kernel/sched/sched.h, in µs.
  static let longestQuota: UInt64 = (1 << 44) - 1
  private static let second: UInt64 = 1_000_000
  private static let percent: UInt64 = 10_000

  func properties(
    for text: String, current: [String: PropertyValue], device: DeviceNames
  ) throws(ConversionFailure) -> [UnitProperty] {
    let words = text.split(separator: " ")
    let before = current[Self.period]?.number.flatMap { $0 == .max ? nil : $0 } ?? Self.usualPeriod
    let period = words.count == 2 ? UInt64(decimal: words[1]) : before
    guard (1...2).contains(words.count), let period, (Self.shortest...Self.longestPeriod).contains(period) else {
      throw .syntax(expected: "QUOTA PERIOD in µs, a period from 1000 to 1000000")
    }
    if words[0] == "max" {
      // Without a quota systemd always writes the usual period.
      if words.count == 2, period != Self.usualPeriod { throw .notKept(below: nil, above: "max \(Self.usualPeriod)") }
      return [UnitProperty(Self.quota, .number(.max)), UnitProperty(Self.period, .number(.max))]
    }
    guard let quota = UInt64(decimal: words[0]), (Self.shortest...Self.longestQuota).contains(quota) else {
      throw .syntax(expected: "a quota of at least 1000 µs, or max")
    }
    let share = quota * 100 / period
    for share in [share, share + 1] where Self.text(share: share, period: period) == "\(quota) \(period)" {
      return [
        UnitProperty(Self.quota, .number(share * Self.percent)),
        UnitProperty(Self.period, .number(period == Self.usualPeriod ? .max : period)),
      ]
    }
    let least = (Self.shortest * 100 + period - 1) / period
    throw .notKept(
      below: share >= least ? Self.text(share: share, period: period) : nil,
      above: Self.text(share: max(share + 1, least), period: period))
  }

  func text(from values: [String: PropertyValue], device: DeviceNames) -> String? {
    guard let quota = values[Self.quota]?.number, let period = values[Self.period]?.number else { return nil }
    return Self.text(perSecond: quota, period: period)
  }

  private static func text(share: UInt64, period: UInt64) -> String {
    text(perSecond: share * percent, period: period)
  }

  /// As systemd writes it (src/core/cgroup.c, cgroup_apply_unified_cpu_quota and cgroup_cpu_adjust_period).
  static func text(perSecond quota: UInt64, period: UInt64) -> String {
    if quota == .max || quota == 0 { return "max \(usualPeriod)" }
    let asked = period == .max ? usualPeriod : period
    let used = min(max(asked, shortest, shortest * second / quota), longestPeriod)
    let product = quota.multipliedReportingOverflow(by: used)
    // Only above 584 years of CPU a second; systemd's own product would be wrong there.
    return "\(max((product.overflow ? .max : product.partialValue) / second, shortest)) \(used)"
  }
}
