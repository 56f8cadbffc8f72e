internal import ControlGroups

/// A number of bytes or tasks, or `max`: memory.max, pids.max.
struct AmountConversion: PropertyConversion {
  var property: String
  /// Why 0 does not go through systemd, where it does not.
  var zeroRefused: String?

  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    if text == "max" { return [UnitProperty(property, .number(.max))] }
    // UInt64.max itself means "no limit" on the bus; no machine has that much.
    guard let number = UInt64(decimal: text), number < .max else { throw .syntax(expected: "a whole number or max") }
    if number == 0, let zeroRefused { throw .noProperty(reason: zeroRefused) }
    return [UnitProperty(property, .number(number))]
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    values[property]?.number.map { $0 == .max ? "max" : String($0) }
  }
}

/// `1` or `0`.
struct SwitchConversion: PropertyConversion {
  var property: String

  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    switch text {
    case "1": [UnitProperty(property, .truth(true))]
    case "0": [UnitProperty(property, .truth(false))]
    default: throw .syntax(expected: "0 or 1")
    }
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    values[property]?.truth.map { $0 ? "1" : "0" }
  }
}

/// memory.oom.group: 1 for OOMPolicy=kill, 0 for `stop` and `continue`.
struct OOMPolicyConversion: PropertyConversion {
  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    switch text {
    case "1": [UnitProperty("OOMPolicy", .text("kill"))]
    case "0": [UnitProperty("OOMPolicy", .text("continue"))]
    default: throw .syntax(expected: "0 or 1")
    }
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    values["OOMPolicy"]?.text.map { $0 == "kill" ? "1" : "0" }
  }
}

extension UInt64 {
  /// Decimal digits and nothing else: no sign, no blank, no leading zero, which the kernel would read as octal.
  init?(decimal text: some StringProtocol) {
    let digits = text.utf8
    guard !digits.isEmpty, digits.allSatisfy(isDigit) else { return nil }
    if digits.count > 1, digits.first == 0x30 { return nil }
    self.init(text)
  }
}
