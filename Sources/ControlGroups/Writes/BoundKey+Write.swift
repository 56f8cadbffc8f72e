/// A key of a line with its value: `.set(\.rbps, .at(…))`.
public struct FieldSetting<Keys: FileKeys>: Sendable {
  let name: String
  let text: FieldText

  /// Sets one key.
  public static func set<Value: FieldValue>(_ key: KeyPath<Keys, FileKey<Value>>, _ value: Value) -> FieldSetting {
    FieldSetting(name: Keys.table.keys[keyPath: key].name, text: value.field)
  }

  var word: [UInt8] {
    var out = Array(name.utf8) + [Ascii.equals]
    text.print(to: &out)
    return out
  }
}

extension BoundKey where Access == ReadWriteByKey {
  /// Writes a line for the key: one write(2). `words` follow the key.
  fileprivate func put(_ words: [[UInt8]], key: [UInt8]) throws(ControlGroupError) -> WriteReport {
    let text = ([key] + words).joined(separator: [Ascii.space])
    return try file.group.put(ByteText(Array(text)), file.file, file.controller)
  }

  /// The item of this key in a line of the report.
  fileprivate func item(_ line: ByteText?) throws(ControlGroupError) -> Value.Item? {
    guard let line else { return nil }
    return try file.parsed(line).item(key)
  }

  /// Sets keys of one device or name, others stay as they are: `io.max[device].write(.set(\.rbps, .at(rate)))`.
  ///
  /// - Returns: the line before and after; nil where the file has none for the key (for a limit: none is set).
  @discardableResult
  public func write<Key, Keys>(
    _ settings: FieldSetting<Keys>...
  ) throws(ControlGroupError) -> Written<Value.Item?> where Value == NestedKeyed<Key, Keys> {
    try write(settings)
  }

  /// The same with a list.
  @discardableResult
  public func write<Key, Keys>(
    _ settings: [FieldSetting<Keys>]
  ) throws(ControlGroupError) -> Written<Value.Item?> where Value == NestedKeyed<Key, Keys> {
    let report = try put(settings.map(\.word), key: key.text.bytes)
    return Written(
      asked: try item(report.asked), before: try item(report.before), kept: try item(report.kept), report: report)
  }

  /// Takes every limit of the key away: all its keys that may be max become max (io.max, io.latency, rdma.max).
  @discardableResult
  public func clear<Key, Keys>() throws(ControlGroupError) -> Written<Value.Item?>
  where Value == NestedKeyed<Key, Keys> {
    let words = Keys.table.rows.compactMap { row -> [UInt8]? in
      guard case .number(_, _, orMax: true) = row.accepts else { return nil }
      return Array("\(row.name)=max".utf8)
    }
    let report = try put(words, key: key.text.bytes)
    return Written(asked: nil, before: try item(report.before), kept: try item(report.kept), report: report)
  }

  /// Sets the value of one name: `misc.max["sev"].write(.at(4))`.
  @discardableResult
  public func write<Bound>(
    _ value: Limit<Bound>
  ) throws(ControlGroupError) -> Written<Value.Item?> where Value == NamedLimits<Bound> {
    var word: [UInt8] = []
    value.printBare(to: &word)
    let report = try put([word], key: key.bytes)
    return Written(asked: value, before: try item(report.before), kept: try item(report.kept), report: report)
  }

  /// Gives one device a weight of its own.
  ///
  /// - Returns: the device's own weights; nil where it has (or had) none and shares the default.
  @discardableResult
  public func write(_ weight: UInt64) throws(ControlGroupError) -> Written<UInt64?> where Value == DeviceWeights {
    try written(weight, "\(weight)")
  }

  /// Takes the device's own weight away, so that it has the default again.
  @discardableResult
  public func unset() throws(ControlGroupError) -> Written<UInt64?> where Value == DeviceWeights {
    try written(nil, "default")
  }

  private func written(
    _ asked: UInt64?, _ word: String
  ) throws(ControlGroupError) -> Written<UInt64?> where Value == DeviceWeights {
    let report = try put([Array(word.utf8)], key: Array(key.description.utf8))
    return Written(asked: asked, before: report.before?.lastNumber, kept: report.kept?.lastNumber, report: report)
  }
}

extension BoundFile where Access == ReadWriteByKey, Value == DeviceWeights {
  /// Sets the weight of all devices that have none of their own.
  @discardableResult
  public func write(standard: UInt64) throws(ControlGroupError) -> Written<UInt64?> {
    let report = try group.put(ByteText("default \(standard)"), file, controller)
    return Written(asked: standard, before: report.before?.lastNumber, kept: report.kept?.lastNumber, report: report)
  }
}

extension ByteText {
  fileprivate var lastNumber: UInt64? {
    var position = 0
    return words.last.flatMap { scanDecimal($0.bytes.span, &position) }
  }
}
