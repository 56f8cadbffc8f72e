/// io.weight: `default W` is IOWeight, `MAJ:MIN W` an entry of IODeviceWeight.
///
/// systemd writes io.bfq.weight with it.
struct IOWeightConversion: PropertyConversion {
  private static let weight = "IOWeight"
  private static let devices = "IODeviceWeight"
  private static let grammar = "default WEIGHT or MAJ:MIN WEIGHT, weights from 1 to 10000"

  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    var list = DeviceList(current[Self.devices], context)
    var properties: [UnitProperty] = []
    var touched = false
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      // The kernel takes a bare number for the default too.
      if words.count == 1 || words.first == "default" {
        guard words.count <= 2, let weight = Self.number(words[words.count - 1]) else {
          throw .syntax(expected: Self.grammar)
        }
        properties = [UnitProperty(Self.weight, .number(weight))]
      } else {
        guard words.count == 2, ConversionContext.isNumber(words[0]),
          words[1] == "default" || Self.number(words[1]) != nil
        else { throw .syntax(expected: Self.grammar) }
        list.set(String(words[0]), Self.number(words[1]))
        touched = true
      }
    }
    if touched { properties += list.replacing(Self.devices) }
    if properties.isEmpty { throw .syntax(expected: Self.grammar) }
    return properties
  }

  private static func number(_ text: Substring) -> UInt64? {
    UInt64(decimal: text).flatMap { (1...10_000).contains($0) ? $0 : nil }
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    let list = DeviceList(values[Self.devices], context)
    guard let weight = values[Self.weight]?.number, !list.isUnclear else { return nil }
    let lines = list.numbers.sorted(by: DeviceList.precedes).map { "\($0) \(list[$0] ?? 0)" }
    return (["default \(weight == .max ? 100 : weight)"] + lines).joined(separator: "\n")
  }

  /// What systemd writes to io.bfq.weight, 1…1000, for an IOWeight (src/shared/bfq, BFQ_WEIGHT).
  static func bfqWeight(of weight: UInt64) -> UInt64 {
    weight <= 100 ? weight : 100 + (weight - 100) * (1000 - 100) / (10_000 - 100)
  }
}
