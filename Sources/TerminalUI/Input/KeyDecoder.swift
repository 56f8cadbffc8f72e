/// Keys out of the bytes that a terminal sends. Pure: time comes in with the bytes.
///
/// Escape is a key and the beginning of others: alone it is a key once nothing has followed for a moment.
package struct KeyDecoder: Sendable {
  /// How long more of a sequence is waited for, in nanoseconds: on a slow line its bytes come apart.
  package static let patience: UInt64 = 25_000_000
  /// Two clicks within this are one double click.
  private static let doubleClick: UInt64 = 400_000_000
  private static let escape: UInt8 = 0x1B

  private let sequences: [[UInt8]: Key]
  private var pending: [UInt8] = []
  private var since: UInt64 = 0
  private var lastClick: (row: Int, column: Int, time: UInt64)?

  package init(_ sequences: [[UInt8]: Key]) { self.sequences = sequences }

  /// When what is pending must be taken as it is; nil where nothing is.
  package var deadline: UInt64? { pending.isEmpty ? nil : since &+ Self.patience }

  /// Takes in bytes; answers the keys that are whole.
  package mutating func take(_ bytes: some Sequence<UInt8>, at now: UInt64) -> [Key] {
    pending.append(contentsOf: bytes)
    since = now
    return drain(isOver: false, now)
  }

  /// Nothing more came in time.
  package mutating func expire(at now: UInt64) -> [Key] {
    guard let deadline, now >= deadline else { return [] }
    return drain(isOver: true, now)
  }

  private mutating func drain(isOver: Bool, _ now: UInt64) -> [Key] {
    var keys: [Key] = []
    var rest = pending[...]
    while let first = rest.first {
      guard let (key, count) = next(rest, first, isOver) else { break }
      rest = rest.dropFirst(count)
      if let key { keys.append(marked(key, now)) }
    }
    pending = Array(rest)
    return keys
  }

  /// The key at the beginning, if any, and how many bytes it takes; nil where more must come.
  private func next(_ bytes: ArraySlice<UInt8>, _ first: UInt8, _ isOver: Bool) -> (Key?, Int)? {
    if first == Self.escape { return sequence(bytes, isOver) }
    if let key = sequences[[first]] { return (key, 1) }
    switch first {
    case 0x0A, 0x0D: return (.enter, 1)
    case 0x09: return (.tab, 1)
    case 0x08, 0x7F: return (.backspace, 1)
    case 0x01...0x1A: return (.control(Unicode.Scalar(first + 0x60)), 1)
    case 0x20..<0x7F: return (.character(Unicode.Scalar(first)), 1)
    case 0xC2...0xF4: return character(bytes, first, isOver)
    default: return (nil, 1)
    }
  }

  private func character(_ bytes: ArraySlice<UInt8>, _ first: UInt8, _ isOver: Bool) -> (Key?, Int)? {
    let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    let rest = bytes.dropFirst().prefix(length - 1).prefix { (0x80..<0xC0).contains($0) }
    guard rest.count == length - 1 else {
      return bytes.count > rest.count + 1 || isOver ? (nil, rest.count + 1) : nil
    }
    guard let scalar = String(validating: bytes.prefix(length), as: UTF8.self)?.unicodeScalars.first,
      scalar.value >= 0xA0
    else { return (nil, length) }
    return (.character(scalar), length)
  }

  private func sequence(_ bytes: ArraySlice<UInt8>, _ isOver: Bool) -> (Key?, Int)? {
    var known: (Key?, Int)?
    for (sequence, key) in sequences where sequence.count > (known?.1 ?? 0) && bytes.starts(with: sequence) {
      known = (key, sequence.count)
    }
    if let known { return known }
    guard bytes.count > 1 else { return isOver ? (.escape, 1) : nil }
    let second = bytes[bytes.startIndex + 1]
    switch second {
    case UInt8(ascii: "["): return control(bytes, isOver)
    case UInt8(ascii: "O") where bytes.count == 2: return isOver ? (.escape, 1) : nil
    case UInt8(ascii: "O"): return (nil, 3)
    case Self.escape: return (.escape, 1)
    // Two keys that arrived together: a slow line, or somebody's Alt.
    default: return (.escape, 1)
    }
  }

  /// `CSI parameters final`.
  private func control(_ bytes: ArraySlice<UInt8>, _ isOver: Bool) -> (Key?, Int)? {
    let body = bytes.dropFirst(2)
    guard let first = body.first else { return isOver ? (.escape, 1) : nil }
    // The Linux console's function keys have a second bracket.
    if first == UInt8(ascii: "[") { return body.count > 1 ? (nil, 4) : isOver ? (nil, 3) : nil }
    if first == UInt8(ascii: "M") { return oldMouse(bytes, isOver) }
    guard let end = body.firstIndex(where: { !(0x20..<0x40).contains($0) }) else {
      return isOver || bytes.count > 64 ? (nil, bytes.count) : nil
    }
    let count = end - bytes.startIndex + 1
    let final = bytes[end]
    guard (0x40..<0x7F).contains(final) else { return (nil, count - 1) }
    if first == UInt8(ascii: "<") { return (mouse(body.dropFirst().prefix(upTo: end), final), count) }
    // Shift, Alt and Control stand behind the number: without them it is a known key.
    let parameters = body.prefix(upTo: end)
    let number = parameters.prefix { $0 != UInt8(ascii: ";") }
    let plain: [UInt8] =
      final == UInt8(ascii: "~") ? [Self.escape, UInt8(ascii: "[")] + number + [final] : [Self.escape, 0x5B, final]
    return (sequences[plain] ?? KeySequences.common[plain], count)
  }

  /// `CSI < button ; column ; row M`, or `m` when released.
  private func mouse(_ parameters: ArraySlice<UInt8>, _ final: UInt8) -> Key? {
    let numbers = parameters.split(separator: UInt8(ascii: ";")).map { Int(String(decoding: $0, as: UTF8.self)) ?? -1 }
    guard numbers.count == 3, numbers[1] > 0, numbers[2] > 0, final == UInt8(ascii: "M") else { return nil }
    return press(numbers[0], row: numbers[2] - 1, column: numbers[1] - 1)
  }

  /// `CSI M` and three bytes, from terminals that know no other way.
  private func oldMouse(_ bytes: ArraySlice<UInt8>, _ isOver: Bool) -> (Key?, Int)? {
    guard bytes.count >= 6 else { return isOver ? (nil, bytes.count) : nil }
    let three = bytes.dropFirst(3).prefix(3).map { Int($0) - 32 }
    guard three.allSatisfy({ $0 >= 0 }), three[1] > 0, three[2] > 0 else { return (nil, 6) }
    return (press(three[0], row: three[2] - 1, column: three[1] - 1), 6)
  }

  /// Bits 2 to 4 are Shift, Alt and Control; 32 is movement.
  private func press(_ code: Int, row: Int, column: Int) -> Key? {
    switch code & ~0x1C {
    case 0: .click(row: row, column: column)
    case 64: .wheelUp(row: row, column: column)
    case 65: .wheelDown(row: row, column: column)
    default: nil
    }
  }

  private mutating func marked(_ key: Key, _ now: UInt64) -> Key {
    guard case .click(let row, let column) = key else { return key }
    if let last = lastClick, last.row == row, last.column == column, now &- last.time < Self.doubleClick {
      lastClick = nil
      return .doubleClick(row: row, column: column)
    }
    lastClick = (row, column, now)
    return key
  }
}
