/// cpu.weight: a share of CPU time among siblings, 1…10000, 100 by default (kernel/sched/core.c).
///
/// 0 is read, never written: kernels before 6.12 show it while cpu.idle is 1.
public struct CPUWeight: Quantity {
  /// The share.
  public let rawValue: UInt64
  /// Wraps a share.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// A share among siblings.
  public static let quantityUnit = QuantityUnit.weight
  /// What may be written.
  public static let range: ClosedRange<UInt64> = 1...10000
  /// The kernel's default.
  public static let standard = CPUWeight(rawValue: 100)
}

/// cpu.weight.nice: the same knob in nice values, −20…19, 0 by default.
public struct NiceValue: FileValue, Hashable {
  /// −20 (most) to 19 (least).
  public let rawValue: Int64
  /// Wraps a nice value.
  public init(rawValue: Int64) { self.rawValue = rawValue }
  /// What may be written.
  public static let range: ClosedRange<Int64> = -20...19
  /// A number from −20 to 19.
  public static var grammar: String { "-20 to 19" }
  /// None.
  public static var unit: QuantityUnit? { nil }

  /// Reads `-5\n`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    let isNegative = scanByte(text, &position, Ascii.minus)
    guard let value = scanDecimal(text, &position), value <= UInt64(Int32.max) else {
      throw ParseFailure(at: 0, expected: "a number from -20 to 19")
    }
    try expectEnd(text, position)
    rawValue = isNegative ? -Int64(value) : Int64(value)
  }

  /// Prints `-5\n`.
  public func print(to out: inout [UInt8]) {
    if rawValue < 0 { out.append(Ascii.minus) }
    printDecimal(rawValue.magnitude, to: &out)
    out.append(Ascii.newline)
  }

  /// A number.
  public var structured: StructuredValue { .signed(rawValue) }
}
