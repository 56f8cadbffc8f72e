/// io.max: four properties, each a list of devices.
///
/// One write changes the named keys of one device, so the lists are sent whole: what they hold, changed. A list is
/// emptied first, since systemd only ever adds to one.
struct IOMaxConversion: PropertyConversion {
  static let keys: [(key: String, property: String)] = [
    ("rbps", "IOReadBandwidthMax"), ("wbps", "IOWriteBandwidthMax"), ("riops", "IOReadIOPSMax"),
    ("wiops", "IOWriteIOPSMax"),
  ]

  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    var lists = Self.keys.map { DeviceList(current[$0.property], context) }
    let lines = text.split(separator: "\n")
    if lines.isEmpty { throw .syntax(expected: Self.grammar) }
    var touched: Set<Int> = []
    for line in lines {
      let words = line.split(separator: " ")
      guard let number = words.first.map(String.init), ConversionContext.isNumber(number), words.count > 1 else {
        throw .syntax(expected: Self.grammar)
      }
      let path = try Self.path(of: number, in: lists)
      for word in words.dropFirst() {
        let (index, value) = try Self.limit(word)
        lists[index].set(number, value, path: path)
        touched.insert(index)
      }
    }
    return touched.sorted().flatMap { lists[$0].replacing(Self.keys[$0].property) }
  }

  /// The path a disk has in any of the lists: systemd writes a line of four limits for each *path*, so that two for
  /// one disk undo one another, and the last one wins.
  private static func path(of number: String, in lists: [DeviceList]) throws(ConversionFailure) -> String {
    let paths = Set(lists.compactMap { $0.path(of: number) }).sorted()
    if paths.count > 1 {
      throw .noProperty(
        reason: "the unit has limits for \(number) under \(paths.joined(separator: " and ")): unset them first")
    }
    return paths.first ?? ConversionContext.path(of: number)
  }

  private static let grammar = "MAJ:MIN and one or more of rbps=, wbps=, riops=, wiops= with a number or max"

  private static func limit(_ word: Substring) throws(ConversionFailure) -> (Int, UInt64?) {
    let sides = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard sides.count == 2, let index = keys.firstIndex(where: { $0.key == sides[0] }) else {
      throw .syntax(expected: grammar)
    }
    if sides[1] == "max" { return (index, nil) }
    guard let value = UInt64(decimal: sides[1]), value > 0, value < .max else {
      throw .syntax(expected: "a number over 0, or max")
    }
    return (index, value)
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    let lists = Self.keys.map { DeviceList(values[$0.property], context) }
    if lists.contains(where: \.isUnclear) { return nil }
    let numbers = Set(lists.flatMap(\.numbers)).sorted(by: DeviceList.precedes)
    return numbers.map { number in
      let limits = zip(Self.keys, lists).map { "\($0.key)=" + ($1[number].map(String.init) ?? "max") }
      return ([number] + limits).joined(separator: " ")
    }.joined(separator: "\n")
  }
}

/// io.latency, `MAJ:MIN target=USEC`; 0 and max take it away.
struct IOLatencyConversion: PropertyConversion {
  private static let property = "IODeviceLatencyTargetUSec"

  func properties(
    for text: String, current: [String: PropertyValue], in context: ConversionContext
  ) throws(ConversionFailure) -> [UnitProperty] {
    var list = DeviceList(current[Self.property], context)
    let lines = text.split(separator: "\n")
    for line in lines {
      let words = line.split(separator: " ")
      guard words.count == 2, ConversionContext.isNumber(words[0]), words[1].hasPrefix("target=") else {
        throw .syntax(expected: "MAJ:MIN target=µs")
      }
      let target = words[1].dropFirst("target=".count)
      guard target == "max" || UInt64(decimal: target) != nil else { throw .syntax(expected: "MAJ:MIN target=µs") }
      list.set(String(words[0]), UInt64(decimal: target).flatMap { $0 == 0 ? nil : $0 })
    }
    if lines.isEmpty { throw .syntax(expected: "MAJ:MIN target=µs") }
    return list.replacing(Self.property)
  }

  func text(from values: [String: PropertyValue], in context: ConversionContext) -> String? {
    let list = DeviceList(values[Self.property], context)
    if list.isUnclear { return nil }
    return list.numbers.sorted(by: DeviceList.precedes).map { "\($0) target=\(list[$0] ?? 0)" }.joined(separator: "\n")
  }
}
