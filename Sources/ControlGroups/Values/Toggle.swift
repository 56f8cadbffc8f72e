/// A switch of the kernel: `0` or `1`.
public struct Toggle: FileValue, Hashable {
  /// Whether it is on.
  public var isOn: Bool
  /// On or off.
  public init(_ isOn: Bool) { self.isOn = isOn }

  /// `0` or `1`.
  public static var grammar: String { "0 or 1" }
  /// None.
  public static var unit: QuantityUnit? { nil }

  /// Reads `0\n` or `1\n`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    guard let value = scanDecimal(text, &position), value <= 1 else {
      throw ParseFailure(at: 0, expected: "0 or 1")
    }
    try expectEnd(text, position)
    isOn = value == 1
  }

  /// Prints `0\n` or `1\n`.
  public func print(to out: inout [UInt8]) {
    out.append(isOn ? Ascii.zero + 1 : Ascii.zero)
    out.append(Ascii.newline)
  }

  /// True or false.
  public var structured: StructuredValue { .bool(isOn) }
}
