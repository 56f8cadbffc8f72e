/// cpu.uclamp.min and .max: a wish for a CPU's utilisation in percent, `0.00`…`100.00` or `max`.
public enum UtilClamp: FileValue, Hashable {
  /// Hundredths of a percent, 0…10000.
  case hundredths(UInt64)
  /// 100 %, as the kernel prints it.
  case max

  /// A percentage or `max`.
  public static var grammar: String { "percent with two decimals, or max" }
  /// Percent.
  public static var unit: QuantityUnit? { .percent }

  /// Reads `12.50\n` or `max\n`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    if scanLiteral(text, &position, "max") {
      self = .max
    } else if let value = scanHundredths(text, &position) {
      self = .hundredths(value)
    } else {
      throw ParseFailure(at: 0, expected: "a percentage or max")
    }
    try expectEnd(text, position)
  }

  /// Prints `12.50\n` or `max\n`.
  public func print(to out: inout [UInt8]) {
    switch self {
    case .hundredths(let value): printHundredths(value, to: &out)
    case .max: printText("max", to: &out)
    }
    out.append(Ascii.newline)
  }

  /// A percentage, or `max`.
  public var structured: StructuredValue {
    switch self {
    case .hundredths(let value): .hundredths(value)
    case .max: .max
    }
  }
}
