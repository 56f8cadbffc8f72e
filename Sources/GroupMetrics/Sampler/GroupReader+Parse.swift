internal import ControlGroups

// What was read, into columns: one way for each grammar.

extension GroupReader {
  mutating func parse(_ count: Int, _ slot: Int, _ file: Int) {
    let noKey = Missing(.noKey, files[file].file).packed
    let one: Double?
    switch files[file].grammar {
    case .number: one = RawParse.number(buffer.span.extracting(0..<count))
    case .limit: one = RawParse.limit(buffer.span.extracting(0..<count))
    case .bandwidth: one = RawParse.bandwidth(buffer.span.extracting(0..<count))
    case .weight: one = RawParse.weight(buffer.span.extracting(0..<count))
    case .ranges: one = RawParse.members(buffer.span.extracting(0..<count))
    case .lines: one = RawParse.lines(buffer.span.extracting(0..<count))
    case .flat: return parseFlat(count, slot, file, noKey)
    case .pressure: return parsePressure(count, slot, file, noKey)
    case .devices: return parseDevices(count, slot, file)
    case .nested, .named:
      let table = files[file].table
      guard table >= 0 else { return }
      Self.take(buffer, count, slot, into: &tables[table])
      one = Double(tables[table].rows[slot].count)
    case .elsewhere: return
    }
    now[files[file].columns[0]][slot] = one ?? noKey
  }

  private mutating func parseFlat(_ count: Int, _ slot: Int, _ file: Int, _ noKey: Double) {
    Self.scan(buffer, count, by: &files[file].scanner)
    for key in files[file].columns.indices {
      let value = files[file].scanner[key].map { Double($0) } ?? noKey
      now[files[file].columns[key]][slot] = value
    }
  }

  private mutating func parsePressure(_ count: Int, _ slot: Int, _ file: Int, _ noKey: Double) {
    let wanted = files[file].wantedFields
    let line = PressureScan(buffer.span.extracting(0..<count), wanted)
    // By its span: an inline array would be copied for each index that is not known beforehand.
    let values = line.values.span
    for field in 0..<8 where wanted & (1 << field) != 0 {
      let isThere = line.found & (1 << field) != 0
      now[files[file].fields[field]][slot] = isThere ? Double(values[field]) : noKey
    }
  }

  private mutating func put(_ value: UInt64, _ slot: Int, _ file: Int, _ field: Int) {
    let column = files[file].fields[field]
    if column >= 0 { now[column][slot] = Double(value) }
  }

  /// A group that did no input or output has an empty file: that is 0.
  private mutating func parseDevices(_ count: Int, _ slot: Int, _ file: Int) {
    let sums = Self.sums(buffer, count, by: &devices)
    if files[file].table >= 0 { Self.take(buffer, count, slot, into: &tables[files[file].table]) }
    if byDevice != nil { Self.take(buffer, count, slot, into: &byDevice) }
    put(sums.rbytes, slot, file, 0)
    put(sums.wbytes, slot, file, 1)
    put(sums.rios, slot, file, 2)
    put(sums.wios, slot, file, 3)
    put(sums.dbytes, slot, file, 4)
    put(sums.dios, slot, file, 5)
    put(0, slot, file, 6)
  }

  private static func scan(_ buffer: [UInt8], _ count: Int, by scanner: inout FlatScanner) {
    scanner.scan(buffer.span, count: count)
  }

  private static func take(_ buffer: [UInt8], _ count: Int, _ slot: Int, into devices: inout DeviceCounters?) {
    devices?.take(buffer.span.extracting(0..<count), slot)
  }

  private static func take(_ buffer: [UInt8], _ count: Int, _ slot: Int, into table: inout KeyedTable) {
    table.take(buffer.span.extracting(0..<count), slot)
  }

  private static func sums(_ buffer: [UInt8], _ count: Int, by devices: inout LowestDevices) -> LowestDevices.Sums {
    devices.sums(buffer.span.extracting(0..<count))
  }
}
