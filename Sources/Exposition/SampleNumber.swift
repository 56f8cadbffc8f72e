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
    if number < 10 { return out.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number)) }
    var count = 1
    var power: UInt64 = 10
    // 2⁶⁴ has twenty digits, and 10²⁰ is above it.
    while count < 19, number >= power {
      power &*= 10
      count &+= 1
    }
    append(number, digits: number >= power ? 20 : count, to: &out)
  }

  /// The last digits of a number, with zeros in front.
  private static func append(_ number: UInt64, digits: Int, to out: inout [UInt8]) {
    let start = out.count
    out.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: digits))
    // The room is made at once: each byte that is appended asks whether the array is shared.
    var text = out.mutableSpan
    var rest = number
    var place = start &+ digits
    while place > start {
      place &-= 1
      text[place] = UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
  }

  private static func appendMicroseconds(_ number: UInt64, to out: inout [UInt8]) {
    let (seconds, micros) = number.quotientAndRemainder(dividingBy: 1_000_000)
    appendWhole(seconds, to: &out)
    if micros == 0 { return }
    var rest = micros
    var places = 6
    while rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    out.append(UInt8(ascii: "."))
    append(rest, digits: places, to: &out)
  }
}
