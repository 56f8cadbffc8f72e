/// cpu.max `QUOTA PERIOD`: CPUQuotaPerSecUSec is µs of CPU per *second*.
///
/// SetUnitProperties puts it in force exactly, but the drop-in that is kept holds percent, cut off at some digit
/// (``ConversionContext/quotaStep``): 12345 µs per second was 1 % after the next daemon-reload. Only what survives
/// that is taken.
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

  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
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
    let share = quota * Self.second / period / context.quotaStep
    for share in [share, share + 1] {
      let perSecond = share * context.quotaStep
      guard perSecond > 0, Self.text(perSecond: perSecond, period: period) == "\(quota) \(period)" else { continue }
      return [
        UnitProperty(Self.quota, .number(perSecond)),
        UnitProperty(Self.period, .number(period == Self.usualPeriod ? .max : period)),
      ]
    }
    let step = context.quotaStep
    let least = (Self.shortest * Self.second + period * step - 1) / (period * step)
    throw .notKept(
      below: share >= least ? Self.text(perSecond: share * step, period: period) : nil,
      above: Self.text(perSecond: max(share + 1, least) * step, period: period))
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    guard let quota = values[Self.quota]?.number, let period = values[Self.period]?.number else { return nil }
    return Self.text(perSecond: quota, period: period)
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
