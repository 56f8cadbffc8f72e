internal import ControlGroups

/// Figures as a person reads them, in the width of their column.
package enum CellText {
  /// A figure alone.
  package static func print(_ figure: Figure, _ format: CellFormat, to out: inout [UInt8]) {
    print(packed: figure.packed, format, to: &out)
  }

  /// The same in its packed form.
  package static func print(packed figure: Double, _ format: CellFormat, to out: inout [UInt8]) {
    if figure.isNaN { return out.append(UInt8(ascii: "-")) }
    if figure == .infinity { return out.append(contentsOf: "max".utf8) }
    print(figure, format, to: &out)
  }

  private static func print(_ number: Double, _ format: CellFormat, to out: inout [UInt8]) {
    let number = max(0, number)
    switch format {
    case .bytes: Human.bytes(whole(number), to: &out)
    case .rate: rate(number, to: &out)
    case .cores: cores(number, hundredthsBelow: 9.995, to: &out)
    case .fewCores: cores(number, hundredthsBelow: 0, to: &out)
    case .percent: printDecimal(min(999, whole(number * 100)), to: &out)
    case .count: count(number, to: &out)
    case .duration: age(number, to: &out)
    case .microseconds: age(number / 1e6, to: &out)
    case .flag: out.append(contentsOf: (number > 0 ? "yes" : "no").utf8)
    case .time: Timestamp.print(nanoseconds: UInt64(max(0, min(number, 9e9)) * 1e9), to: &out)
    case .text: count(number, to: &out)
    }
  }

  private static func whole(_ number: Double) -> UInt64 { UInt64(min(number, 1.8e19).rounded()) }

  /// A rate below half a byte a second is none.
  private static func rate(_ number: Double, to out: inout [UInt8]) {
    scaled(number, base: 1000, to: &out)
  }

  private static func count(_ number: Double, to out: inout [UInt8]) {
    if number < 9999.5 { return printDecimal(whole(number), to: &out) }
    scaled(number, base: 1000, to: &out)
  }

  /// `17`, `1.2K`, `34M`: 1000-based.
  private static func scaled(_ number: Double, base: Double, to out: inout [UInt8]) {
    if number < 999.5 { return printDecimal(whole(number), to: &out) }
    var value = number
    for index in Human.units.indices {
      let unit = Human.units[index]
      value /= base
      if value >= 999.5 { continue }
      if value < 9.95 { Human.tenths(value, to: &out) } else { printDecimal(whole(value), to: &out) }
      return out.append(unit)
    }
    out.append(contentsOf: "999E".utf8)
  }

  /// `0.42`, `12.5`, `128`; caps as `2.0`.
  private static func cores(_ number: Double, hundredthsBelow: Double, to out: inout [UInt8]) {
    let isFine = number > 0 && number < 0.1
    if number < hundredthsBelow || isFine {
      printHundredths(whole(number * 100), to: &out)
    } else if number < 99.95 {
      Human.tenths(number, to: &out)
    } else {
      printDecimal(whole(number), to: &out)
    }
  }

  /// One unit: `45s`, `3m`, `2h`, `41d`, `3y`.
  private static func age(_ seconds: Double, to out: inout [UInt8]) {
    let units: (Double, UInt8) =
      switch seconds {
      case ..<99.5: (1, UInt8(ascii: "s"))
      case ..<5970: (60, UInt8(ascii: "m"))
      case ..<172_800: (3600, UInt8(ascii: "h"))
      case ..<86_313_600: (86400, UInt8(ascii: "d"))
      default: (31_557_600, UInt8(ascii: "y"))
      }
    printDecimal(whole((seconds / units.0).rounded(.down)), to: &out)
    out.append(units.1)
  }
}
