internal import ControlGroups

/// Numbers as a page has them: exact where the kernel's are.
enum SampleNumber {
  /// Appends a figure times a scale. Microseconds become seconds with six digits, not by floating point.
  static func append(_ number: Double, scale: Double, to out: inout [UInt8]) {
    if number == number.rounded(), number >= 0, number < 9_007_199_254_740_992 {
      if scale == 1 { return printDecimal(UInt64(number), to: &out) }
      if scale == 1e-6 { return appendMicroseconds(UInt64(number), to: &out) }
    }
    let value = number * scale
    if value.isNaN { return out.append(contentsOf: "NaN".utf8) }
    if value.isInfinite { return out.append(contentsOf: (value < 0 ? "-Inf" : "+Inf").utf8) }
    if value == value.rounded(), value.magnitude < 9_007_199_254_740_992 {
      if value < 0 { out.append(UInt8(ascii: "-")) }
      return printDecimal(UInt64(value.magnitude), to: &out)
    }
    out.append(contentsOf: "\(value)".utf8)
  }

  private static func appendMicroseconds(_ number: UInt64, to out: inout [UInt8]) {
    let (seconds, micros) = number.quotientAndRemainder(dividingBy: 1_000_000)
    printDecimal(seconds, to: &out)
    if micros == 0 { return }
    var rest = micros
    var places = 6
    while rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    out.append(UInt8(ascii: "."))
    printDigits(rest, places, to: &out)
  }
}
