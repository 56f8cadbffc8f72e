/// A whole number with a unit. The wrapper keeps bytes from being added to microseconds.
public protocol Quantity: FileValue, FieldValue, Hashable, Comparable {
  /// The plain number, in the type's unit.
  var rawValue: UInt64 { get }
  /// Wraps a plain number.
  init(rawValue: UInt64)
  /// The unit.
  static var quantityUnit: QuantityUnit { get }
}

extension Quantity {
  /// A number and a newline.
  public static var grammar: String { "number" }
  /// The unit of the type.
  public static var unit: QuantityUnit? { quantityUnit }

  /// Reads `123\n`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    guard let value = scanDecimal(text, &position) else {
      throw ParseFailure(at: 0, expected: "a number of \(Self.quantityUnit.rawValue)")
    }
    try expectEnd(text, position)
    self.init(rawValue: value)
  }

  /// Prints `123\n`.
  public func print(to out: inout [UInt8]) {
    printDecimal(rawValue, to: &out)
    out.append(Ascii.newline)
  }

  /// A number.
  public var structured: StructuredValue { .number(rawValue) }

  /// By the number.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// A number of bytes.
public struct ByteCount: Quantity {
  /// Bytes.
  public let rawValue: UInt64
  /// Wraps bytes.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Bytes.
  public static let quantityUnit = QuantityUnit.bytes
  /// So many bytes.
  public static func bytes(_ count: UInt64) -> ByteCount { ByteCount(rawValue: count) }
  /// So many times 1024 bytes; the largest number at overflow.
  public static func kibibytes(_ count: UInt64) -> ByteCount { scaled(count, 10) }
  /// So many times 1024² bytes; the largest number at overflow.
  public static func mebibytes(_ count: UInt64) -> ByteCount { scaled(count, 20) }
  /// So many times 1024³ bytes; the largest number at overflow.
  public static func gibibytes(_ count: UInt64) -> ByteCount { scaled(count, 30) }
  private static func scaled(_ count: UInt64, _ shift: UInt64) -> ByteCount {
    let (value, over) = count.multipliedReportingOverflow(by: 1 << shift)
    return ByteCount(rawValue: over ? .max : value)
  }
}

/// A number of pages of the running kernel.
public struct PageCount: Quantity {
  /// Pages.
  public let rawValue: UInt64
  /// Wraps pages.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Pages.
  public static let quantityUnit = QuantityUnit.pages
}

/// A time in microseconds.
public struct Microseconds: Quantity {
  /// Microseconds.
  public let rawValue: UInt64
  /// Wraps microseconds.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Microseconds.
  public static let quantityUnit = QuantityUnit.microseconds
}

/// A time in milliseconds (io.stat's `win`).
public struct Milliseconds: Quantity {
  /// Milliseconds.
  public let rawValue: UInt64
  /// Wraps milliseconds.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Milliseconds.
  public static let quantityUnit = QuantityUnit.milliseconds
}

/// A time in nanoseconds (io.stat's `delay_nsec`).
public struct Nanoseconds: Quantity {
  /// Nanoseconds.
  public let rawValue: UInt64
  /// Wraps nanoseconds.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Nanoseconds.
  public static let quantityUnit = QuantityUnit.nanoseconds
}

/// A number of things or events.
public struct Count: Quantity {
  /// How many.
  public let rawValue: UInt64
  /// Wraps a number.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// No unit.
  public static let quantityUnit = QuantityUnit.count
}

/// A rate in bytes per second.
public struct ByteRate: Quantity {
  /// Bytes per second.
  public let rawValue: UInt64
  /// Wraps a rate.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Bytes per second.
  public static let quantityUnit = QuantityUnit.bytesPerSecond
}

/// A rate in IO operations per second.
public struct OperationRate: Quantity {
  /// Operations per second.
  public let rawValue: UInt64
  /// Wraps a rate.
  public init(rawValue: UInt64) { self.rawValue = rawValue }
  /// Operations per second.
  public static let quantityUnit = QuantityUnit.operationsPerSecond
}
