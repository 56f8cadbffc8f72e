/// cpu.weight: CPUWeight 1…10000; unset is 100.
///
/// While the group is idle the file reads 0.
struct CPUWeightConversion: PropertyConversion {
  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    guard let weight = UInt64(decimal: text), (1...10_000).contains(weight) else {
      throw .syntax(expected: "a weight from 1 to 10000 (cpu.idle=1 for idle)")
    }
    return [UnitProperty("CPUWeight", .number(weight))]
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    values["CPUWeight"]?.number.map { $0 == .max ? "100" : String($0) }
  }
}

/// cpu.idle: CPUWeight=idle is 0 on the bus.
///
/// Back to 0 unsets the weight, as the kernel too goes back to 100.
struct CPUIdleConversion: PropertyConversion {
  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    switch text {
    case "1": return [UnitProperty("CPUWeight", .number(0))]
    case "0":
      // Not idle already: a weight that is set stays.
      if let weight = current["CPUWeight"]?.number, weight != 0 { return [UnitProperty("CPUWeight", .number(weight))] }
      return [UnitProperty("CPUWeight", .number(.max))]
    default: throw .syntax(expected: "0 or 1")
    }
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    values["CPUWeight"]?.number.map { $0 == 0 ? "1" : "0" }
  }
}
