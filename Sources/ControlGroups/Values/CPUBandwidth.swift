/// cpu.max: so much CPU time in each period; all CPUs together, so two whole CPUs are 200000 of 100000.
public struct CPUBandwidth: Hashable, Sendable {
  /// Time per period, or `max`. At least 1000 µs when written.
  public var quota: Limit<Microseconds>
  /// The period, 1000…1000000 µs, 100000 by default.
  public var period: Microseconds

  /// A quota in a period.
  public init(quota: Limit<Microseconds>, period: Microseconds = Self.standardPeriod) {
    self.quota = quota
    self.period = period
  }

  /// 100 ms, the kernel's default (kernel/sched/core.c, default_bw_period).
  public static let standardPeriod = Microseconds(rawValue: 100_000)

  /// No quota, 100 ms.
  public static let unlimited = CPUBandwidth(quota: .max)

  /// How many CPUs' worth of time: quota / period. Nil for `max`, and for a period of 0, which no file holds.
  public var cpus: Double? {
    guard let quota = quota.bound, period.rawValue > 0 else { return nil }
    return Double(quota.rawValue) / Double(period.rawValue)
  }
}

extension CPUBandwidth: FileValue {
  /// `QUOTA PERIOD`.
  public static var grammar: String { "QUOTA PERIOD: microseconds or max, microseconds" }
  /// Microseconds.
  public static var unit: QuantityUnit? { .microseconds }

  /// Reads `max 100000\n`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    quota = try Limit.scan(text, &position)
    guard scanByte(text, &position, Ascii.space), let period = scanDecimal(text, &position), period > 0
    else {
      throw ParseFailure(at: position, expected: "a period in microseconds")
    }
    try expectEnd(text, position)
    self.period = Microseconds(rawValue: period)
  }

  /// Prints `max 100000\n`.
  public func print(to out: inout [UInt8]) {
    quota.printBare(to: &out)
    out.append(Ascii.space)
    printDecimal(period.rawValue, to: &out)
    out.append(Ascii.newline)
  }

  /// Quota and period.
  public var structured: StructuredValue {
    .table([.init("quota", quota.structured), .init("period", .number(period.rawValue))])
  }
}
