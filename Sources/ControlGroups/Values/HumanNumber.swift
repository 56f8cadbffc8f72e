/// A decimal number with a suffix behind it, kept exact: `1.5G` is 15 of 10, times 2³⁰.
struct HumanNumber: Equatable {
  /// The digits without the point.
  let digits: UInt64
  /// 10 to the number of places behind the point.
  let scale: UInt64
  /// What stands behind the number.
  let suffix: String

  /// Nil where no number begins the text, or it is too long.
  init?(_ text: ByteText) {
    let bytes = text.bytes
    var position = 0
    let span = bytes.span
    guard let whole = scanDecimal(span, &position) else { return nil }
    var digits = whole
    var scale: UInt64 = 1
    if scanByte(span, &position, Ascii.dot) {
      let start = position
      while position < bytes.count, (Ascii.zero...Ascii.nine).contains(bytes[position]) {
        let (tens, over) = digits.multipliedReportingOverflow(by: 10)
        let (next, overOnce) = tens.addingReportingOverflow(UInt64(bytes[position] - Ascii.zero))
        guard !over, !overOnce, scale < 1_000_000_000 else { return nil }
        digits = next
        scale *= 10
        position += 1
      }
      if position == start { return nil }
    }
    self.digits = digits
    self.scale = scale
    suffix = ByteText(Array(bytes[position...]).drop { $0 == Ascii.space }.map { $0 }).description
  }

  /// The number times a unit, rounded down; nil past 2^64.
  func times(_ unit: UInt64) -> UInt64? {
    let product = digits.multipliedFullWidth(by: unit)
    guard product.high < scale else { return nil }
    return scale.dividingFullWidth(product).quotient
  }

  /// The number times a share of something: `50%` of MemTotal.
  func percent(of whole: UInt64) -> UInt64? {
    let product = digits.multipliedFullWidth(by: whole)
    let (divisor, over) = scale.multipliedReportingOverflow(by: 100)
    guard !over, product.high < divisor else { return nil }
    return divisor.dividingFullWidth(product).quotient
  }
}

/// Sizes of memory and rates of io.
enum HumanSize {
  /// 1024-based, as systemd reads MemoryMax: `512M`, `512MiB`; `512MB` is 1000-based.
  static func bytes(
    _ text: ByteText, _ example: String, orMax: Bool, of machine: ByteCount?
  ) throws(ValueFault) -> ByteText {
    if text == "max", orMax { return text }
    guard let number = HumanNumber(text) else { throw notASize(text, example) }
    if number.suffix == "%" {
      guard let machine else {
        throw ValueFault(.malformed, text, "is a share of memory, and MemTotal is not known here", example)
      }
      guard number.digits <= 100 * number.scale, let value = number.percent(of: machine.rawValue) else {
        throw ValueFault(.outOfRange, text, "is more than the machine has", "write 0% to 100%, or max")
      }
      return ByteText("\(value)")
    }
    guard let unit = unit(number.suffix, base: 1024) else { throw notASize(text, example) }
    return ByteText("\(try value(number, unit, text, example))")
  }

  /// 1000-based, as systemd reads IOReadBandwidthMax: `50M`; `50MiB` is 1024-based.
  static func rate(_ text: ByteText, _ example: String) throws(ValueFault) -> ByteText {
    let plain = text.hasSuffix("/s") ? ByteText(Array(text.bytes.dropLast(2))) : text
    guard let number = HumanNumber(plain), let unit = unit(number.suffix, base: 1000) else {
      throw ValueFault(.malformed, text, "is not a rate", example)
    }
    return ByteText("\(try value(number, unit, text, example))")
  }

  private static func notASize(_ text: ByteText, _ example: String) -> ValueFault {
    if !text.bytes.isEmpty, text.bytes.allSatisfy({ (Ascii.zero...Ascii.nine).contains($0) }) {
      return ValueFault(.outOfRange, text, "is out of range", example)
    }
    return ValueFault(.malformed, text, "is not a size", example)
  }

  private static func value(
    _ number: HumanNumber, _ unit: UInt64, _ text: ByteText, _ example: String
  ) throws(ValueFault) -> UInt64 {
    if unit == 1, number.scale > 1 { throw ValueFault(.malformed, text, "is a part of a byte", example) }
    guard let value = number.times(unit) else { throw ValueFault(.outOfRange, text, "is out of range", example) }
    return value
  }

  /// K, M, G, T, P, E (small letters too, as the kernel) in the base, also with `iB` (1024) or `B` (1000) behind.
  private static func unit(_ suffix: String, base: UInt64) -> UInt64? {
    if suffix.isEmpty || suffix == "B" { return 1 }
    let letters: [[Character]] = [["K", "k"], ["M", "m"], ["G", "g"], ["T", "t"], ["P", "p"], ["E", "e"]]
    guard let first = suffix.first, let power = letters.firstIndex(where: { $0.contains(first) }) else { return nil }
    let factor: UInt64
    switch suffix.dropFirst() {
    case "": factor = base
    case "i", "iB": factor = 1024
    case "B": factor = 1000
    default: return nil
    }
    return (0...power).reduce(1) { product, _ in product * factor }
  }
}

/// Times, as microseconds.
enum HumanTime {
  /// `20ms`, `500us`, `1.5s`, `250` (microseconds, as the kernel).
  static func microseconds(_ text: ByteText, _ example: String, orMax: Bool) throws(ValueFault) -> ByteText {
    if text == "max", orMax { return text }
    let units: [String: UInt64] = ["": 1, "us": 1, "µs": 1, "usec": 1, "ms": 1000, "msec": 1000, "s": 1_000_000]
    guard let number = HumanNumber(text), let unit = units[number.suffix], unit > 1 || number.scale == 1 else {
      throw ValueFault(.malformed, text, "is not a time", example)
    }
    guard let value = number.times(unit) else { throw ValueFault(.outOfRange, text, "is out of range", example) }
    return ByteText("\(value)")
  }
}

/// cpu.max.
enum HumanBandwidth {
  /// `50%` of one CPU, `1.5cpu`, `25ms/100ms`, `max`, or as the kernel has it.
  static func parse(_ text: ByteText, _ example: String, _ period: Microseconds?) throws(ValueFault) -> ByteText {
    let period = period?.rawValue ?? CPUBandwidth.standardPeriod.rawValue
    if text == "max" { return ByteText("max \(period)") }
    // As the kernel has it: what one read can be set.
    if text.words.count == 2, text.words[0] == "max" { return text }
    let halves = text.bytes.split(separator: Ascii.slash, omittingEmptySubsequences: false).map { ByteText(Array($0)) }
    if halves.count == 2 {
      let quota = try HumanTime.microseconds(halves[0].trimmed, example, orMax: true)
      return ByteText("\(quota) \(try HumanTime.microseconds(halves[1].trimmed, example, orMax: false))")
    }
    guard halves.count == 1, let number = HumanNumber(text) else { throw notAQuota(text, example) }
    let quota: UInt64?
    switch number.suffix {
    case "%": quota = number.percent(of: period)
    case "cpu", "cpus", "CPU", "CPUs": quota = number.times(period)
    // A quota alone is of the period that stands there.
    case "" where text.bytes.allSatisfy(isDigit): return ByteText("\(text) \(period)")
    default: return text
    }
    guard let quota, CPUBandwidth.quotaRange.contains(quota) else {
      throw ValueFault(
        .outOfRange, text, "is \(quota.map { "\($0) µs" } ?? "too much") in a period of \(period) µs: out of range",
        "write at least \(leastPercent(period)), or max")
    }
    return ByteText("\(quota) \(period)")
  }

  private static func notAQuota(_ text: ByteText, _ example: String) -> ValueFault {
    ValueFault(.malformed, text, "is not a quota of CPU time", example)
  }

  /// The share of one CPU that a quota of 1 ms is, in percent.
  private static func leastPercent(_ period: UInt64) -> String {
    let hundredths = (CPUBandwidth.quotaRange.lowerBound * 10000 + period - 1) / period
    var out: [UInt8] = []
    printHundredths(hundredths, to: &out)
    return "\(ByteText(out))%"
  }
}
