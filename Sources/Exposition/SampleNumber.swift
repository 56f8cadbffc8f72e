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
    let start = out.count
    var rest = number
    repeat {
      out.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    out[start...].reverse()
  }

  private static func appendMicroseconds(_ number: UInt64, to out: inout [UInt8]) {
    appendWhole(number / 1_000_000, to: &out)
    var rest = number % 1_000_000
    guard rest > 0 else { return }
    out.append(UInt8(ascii: "."))
    var unit: UInt64 = 100_000
    while rest > 0 {
      out.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }
}
