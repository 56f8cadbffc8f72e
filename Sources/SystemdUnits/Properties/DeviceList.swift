/// The entries of a property of type `a(st)`, by device number, in their order.
struct DeviceList {
  private var entries: [(number: String?, entry: DeviceValue)] = []

  init(_ value: PropertyValue?, _ context: ConversionContext) {
    for entry in value?.devices ?? [] where entry.value != .max { append(entry, context.number(entry.path)) }
  }

  /// Of two entries for one disk the later one counts, as the kernel keeps the last write.
  private mutating func append(_ entry: DeviceValue, _ number: String?) {
    if let number { entries.removeAll { $0.number == number } }
    entries.append((number, entry))
  }

  /// Some path names no device that is known here.
  var isUnclear: Bool { entries.contains { $0.number == nil } }

  var numbers: [String] { entries.compactMap(\.number) }

  subscript(number: String) -> UInt64? { entries.first { $0.number == number }?.entry.value }

  func path(of number: String) -> String? { entries.first { $0.number == number }?.entry.path }

  /// Nil takes the device off the list.
  ///
  /// A device that is there keeps the path it was given.
  mutating func set(_ number: String, _ value: UInt64?, path: String? = nil) {
    let index = entries.firstIndex { $0.number == number }
    switch (index, value) {
    case (let index?, let value?): entries[index].entry.value = value
    case (let index?, nil): entries.remove(at: index)
    case (nil, let value?):
      entries.append((number, DeviceValue(path: path ?? ConversionContext.path(of: number), value: value)))
    case (nil, nil): break
    }
  }

  /// The property sent twice: empty, which clears it, then what it shall hold.
  func replacing(_ property: String) -> [UnitProperty] {
    let empty = UnitProperty(property, .devices([]))
    return entries.isEmpty ? [empty] : [empty, UnitProperty(property, .devices(entries.map(\.entry)))]
  }

  /// By major, then minor number.
  static func precedes(_ left: String, _ right: String) -> Bool {
    let parts = [left, right].map { $0.split(separator: ":").compactMap { UInt32($0) } }
    return parts[0].lexicographicallyPrecedes(parts[1])
  }
}
