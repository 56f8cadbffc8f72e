internal import ControlGroups

/// A keyed file of all groups, line by line (`KeyedMetric`). Only where somebody asked; in steady state it asks nothing of
/// the heap.
struct KeyedTable {
  let file: SampledFile
  private let isNamed: Bool
  /// The kernel's keys, by place.
  private let keys: [[UInt8]]
  private let noValues: InlineArray<6, Double>
  private var known: KeyedNames
  /// By name: its row in the group that was read last.
  private var places: [Int] = []
  /// By slot.
  private(set) var rows: [[KeyedRow]] = []

  init(_ hierarchy: Hierarchy, _ file: SampledFile) {
    self.file = file
    isNamed = file.grammar == .named
    let metrics = Catalogue.keyed(of: file)
    keys = metrics.map { Array($0.key.utf8) }
    noValues = .init(repeating: Missing(.noKey, file).packed)
    known = KeyedNames(hierarchy, metrics.first?.subject ?? .resource)
  }

  var names: [ByteText] { known.shown }

  /// Looks again what devices are called.
  mutating func refreshNames() { known.refresh() }

  mutating func grow(to slots: Int) { rows.append(contentsOf: repeatElement([], count: slots - rows.count)) }

  /// The slot's file is not there, or another group has the slot.
  mutating func clear(_ slot: Int) { rows[slot].removeAll(keepingCapacity: true) }

  /// Takes in a group's file. What it does not know, and broken lines, are passed by.
  mutating func take(_ text: Span<UInt8>, _ slot: Int) {
    clear(slot)
    var position = 0
    while position < text.count {
      if isNamed { takeNamed(text, &position, slot) } else { takeNested(text, &position, slot) }
      _ = scanLine(text, &position)
    }
  }

  /// `KEY SUB=VALUE SUB=VALUE …`: as in `NestedKeyed`, a line's fields belong to the last key before them.
  private mutating func takeNested(_ text: Span<UInt8>, _ position: inout Int, _ slot: Int) {
    var name: Int?
    var hasFields = false
    while position < text.count, text[position] != UInt8(ascii: "\n") {
      let token = scanToken(text, &position)
      skipBlanks(text, &position)
      var index = token.lowerBound
      while index < token.upperBound, text[index] != UInt8(ascii: "=") { index += 1 }
      guard index < token.upperBound else {
        if !hasFields, let found = known.index(text, token) { name = found }
        continue
      }
      hasFields = true
      guard let name, let place = key(text, token.lowerBound..<index),
        let value = Self.value(text, index + 1..<token.upperBound)
      else { continue }
      let row = row(of: name, slot)
      rows[slot][row].values[place] = value
    }
  }

  /// `NAME VALUE`, where a key is what the name ends in.
  private mutating func takeNamed(_ text: Span<UInt8>, _ position: inout Int, _ slot: Int) {
    let token = scanToken(text, &position)
    guard scanByte(text, &position, UInt8(ascii: " ")) else { return }
    guard let value = Self.value(text, scanToken(text, &position)) else { return }
    for place in keys.indices {
      let end = token.upperBound - keys[place].count
      guard end > token.lowerBound, matches(place, text, end..<token.upperBound),
        let name = known.index(text, token.lowerBound..<end)
      else { continue }
      let row = row(of: name, slot)
      rows[slot][row].values[place] = value
      return
    }
  }

  /// A number up to the end of its word, or `max`.
  private static func value(_ text: Span<UInt8>, _ range: Range<Int>) -> Double? {
    var position = range.lowerBound
    let value: Double
    if let number = scanDecimal(text, &position) {
      value = Double(number)
    } else if scanLiteral(text, &position, "max") {
      value = .infinity
    } else {
      return nil
    }
    return position == range.upperBound ? value : nil
  }

  private func key(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for place in keys.indices where matches(place, text, range) { return place }
    return nil
  }

  private func matches(_ place: Int, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    spells(text, range, keys[place], keys[place].indices)
  }

  /// The row of a name: a name that stands on several lines has one.
  private mutating func row(of name: Int, _ slot: Int) -> Int {
    while places.count <= name { places.append(0) }
    let place = places[name]
    if place < rows[slot].count, rows[slot][place].name == name { return place }
    places[name] = rows[slot].count
    rows[slot].append(KeyedRow(name: name, values: noValues))
    return places[name]
  }
}
