/// Numbers as a page has them: exact where the kernel's are.
enum SampleNumber {
  /// Appends a figure times a scale. Microseconds become seconds with six digits, not by floating point.
  static func append(_ number: Double, scale: Double, to out: inout [UInt8]) {
    if number == number.rounded(), number >= 0, number < 9_007_199_254_740_992 {
      if scale == 1 { return appendWhole(UInt64(number), to: &out) }
      if scale == 1e-6 { return appendMicroseconds(UInt64(number), to: &out) }
    }
    let value = number * scale
    if value.isNaN { return out.append(contentsOf: "NaN".utf8) }
    if value.isInfinite { return out.append(contentsOf: (value < 0 ? "-Inf" : "+Inf").utf8) }
    if value == value.rounded(), value.magnitude < 9_007_199_254_740_992 {
      if value < 0 { out.append(UInt8(ascii: "-")) }
      return appendWhole(UInt64(value.magnitude), to: &out)
    }
    out.append(contentsOf: "\(value)".utf8)
  }

  static func appendWhole(_ number: UInt64, to out: inout [UInt8]) {
    if number < 10 { return out.append(UInt8(ascii: "0") + UInt8(number)) }
    var digits = Digits()
    digits.prepend(number)
    digits.append(to: &out)
  }

  private static func appendMicroseconds(_ number: UInt64, to out: inout [UInt8]) {
    let (seconds, micros) = number.quotientAndRemainder(dividingBy: 1_000_000)
    if micros == 0 { return appendWhole(seconds, to: &out) }
    var rest = micros
    var digits = Digits()
    var places = 6
    while rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    for _ in 0..<places {
      digits.prepend(digit: rest % 10)
      rest /= 10
    }
    digits.prepend(byte: UInt8(ascii: "."))
    digits.prepend(seconds)
    digits.append(to: &out)
  }
}

/// A number as it grows from its last digit to its first.
private struct Digits {
  /// The longest is 2⁶⁴ with a point in it.
  private var bytes: InlineArray<24, UInt8> = .init(repeating: 0)
  private var start = 24

  mutating func prepend(byte: UInt8) {
    start -= 1
    bytes[start] = byte
  }

  mutating func prepend(digit: UInt64) { prepend(byte: UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)) }

  mutating func prepend(_ number: UInt64) {
    var rest = number
    repeat {
      prepend(digit: rest % 10)
      rest /= 10
    } while rest > 0
  }

  func append(to out: inout [UInt8]) {
    for index in start..<24 { out.append(bytes[index]) }
  }
}
