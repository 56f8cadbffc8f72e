/// A limit: at a value, or `max`, which is no number.
public enum Limit<Bound: Quantity>: Hashable, Sendable {
  /// So much and no more.
  case at(Bound)
  /// The kernel's word for no limit.
  case max

  /// The value, nil for `max`.
  public var bound: Bound? {
    switch self {
    case .at(let bound): bound
    case .max: nil
    }
  }
}

extension Limit: Comparable {
  /// `max` is above every value.
  public static func < (left: Limit, right: Limit) -> Bool {
    switch (left, right) {
    case (.at(let left), .at(let right)): left < right
    case (.at, .max): true
    case (.max, _): false
    }
  }
}

extension Limit: FileValue {
  /// A number or `max`.
  public static var grammar: String { "number or max" }
  /// The bound's unit.
  public static var unit: QuantityUnit? { Bound.quantityUnit }

  /// Reads `123\n` or `max\n`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    self = try Limit.scan(text, &position)
    try expectEnd(text, position)
  }

  /// Prints `123\n` or `max\n`.
  public func print(to out: inout [UInt8]) {
    printBare(to: &out)
    out.append(Ascii.newline)
  }

  /// A number, or `max`.
  public var structured: StructuredValue {
    switch self {
    case .at(let bound): .number(bound.rawValue)
    case .max: .max
    }
  }

  static func scan(_ text: Span<UInt8>, _ position: inout Int) throws(ParseFailure) -> Limit {
    if scanLiteral(text, &position, "max") { return .max }
    guard let value = scanDecimal(text, &position) else {
      throw ParseFailure(at: position, expected: "a number of \(Bound.quantityUnit.rawValue) or max")
    }
    return .at(Bound(rawValue: value))
  }

  func printBare(to out: inout [UInt8]) {
    switch self {
    case .at(let bound): printDecimal(bound.rawValue, to: &out)
    case .max: printText("max", to: &out)
    }
  }
}
