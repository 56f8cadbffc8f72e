// Values that are written and never read: the kernel keeps nothing of them.

/// memory.reclaim: ask the kernel to free so much of a group's memory.
public struct ReclaimRequest: FileValue, Hashable {
  /// Which memory to prefer, since about 6.9.
  public enum Swappiness: Hashable, Sendable {
    /// 0 (files only) to 200 (anonymous memory as willingly).
    case at(UInt64)
    /// Anonymous memory only, since about 6.16.
    case max
  }

  /// How much.
  public var amount: ByteCount
  /// Which; nil leaves it to the kernel.
  public var swappiness: Swappiness?

  /// Asks for an amount.
  public init(amount: ByteCount, swappiness: Swappiness? = nil) {
    self.amount = amount
    self.swappiness = swappiness
  }

  /// Bytes and a key.
  public static var grammar: String { "BYTES [swappiness=0..200|max]" }
  /// Bytes.
  public static var unit: QuantityUnit? { .bytes }

  /// Reads `1048576 swappiness=60`.
  public init(parsing text: Span<UInt8>) throws(ParseFailure) {
    var position = 0
    guard let amount = scanDecimal(text, &position) else {
      throw ParseFailure(at: 0, expected: "a number of bytes")
    }
    self.amount = ByteCount(rawValue: amount)
    if scanLiteral(text, &position, " swappiness=") {
      if scanLiteral(text, &position, "max") {
        swappiness = .max
      } else {
        guard let value = scanDecimal(text, &position), value <= 200 else {
          throw ParseFailure(at: position, expected: "0 to 200, or max")
        }
        swappiness = .at(value)
      }
    }
    try expectEnd(text, position)
  }

  /// Prints `1048576 swappiness=60\n`.
  public func print(to out: inout [UInt8]) {
    printDecimal(amount.rawValue, to: &out)
    switch swappiness {
    case .at(let value):
      printText(" swappiness=", to: &out)
      printDecimal(value, to: &out)
    case .max: printText(" swappiness=max", to: &out)
    case nil: break
    }
    out.append(Ascii.newline)
  }

  /// The text.
  public var structured: StructuredValue { .text(ByteText(Array(text.dropLast()))) }
}
