/// Numbers of chosen keys of a flat keyed file, into fixed slots: what reads memory.stat of a thousand groups each second.
///
/// `FlatKeyed` keeps everything and allocates; this keeps what was asked for. It remembers which key followed which, so
/// that a file in the kernel's usual order costs one comparison a line. A text with names it has not met yet makes it
/// learn them; every further text of the kind is read without allocation.
///
/// The answer is the same as that of `FlatKeyed`: of a key that stands twice the first line counts, and a line that is
/// no `KEY NUMBER` counts not at all.
package struct FlatScanner: Sendable {
  /// The numbers by slot: the index of the key in the list that was asked for. Only where `isPresent`.
  package private(set) var values: [UInt64]
  /// Whether the last text had the key. A key that is absent is absent, not 0.
  package private(set) var isPresent: [Bool]

  /// A name that was asked for, or one that was met and that nobody asked for.
  private struct Key {
    /// Where its name and the blank behind it stand in `names`.
    let start: Int
    let count: Int
    /// Nil where nobody asked for it.
    let slot: Int?
    /// The key that followed last time.
    var next = 0
  }

  private var keys: [Key] = []
  private var names: [UInt8] = []
  /// The key of the first line last time.
  private var first = 0

  /// Names that nobody asked for are learned up to this many keys in all; more are skipped each time they come.
  private static let mostKeys = 1024

  /// A scanner for keys as the kernel spells them; the index of each is its slot.
  package init(_ asked: [String]) {
    values = [UInt64](repeating: 0, count: asked.count)
    isPresent = [Bool](repeating: false, count: asked.count)
    for (slot, name) in asked.enumerated() {
      keys.append(Key(start: names.count, count: name.utf8.count + 1, slot: slot, next: slot + 1))
      names.append(contentsOf: name.utf8)
      names.append(Ascii.space)
    }
  }

  /// The number in a slot; nil where the last text had no such key.
  package subscript(_ slot: Int) -> UInt64? { isPresent[slot] ? values[slot] : nil }

  /// Reads a text; what the one before it said is forgotten.
  package mutating func scan(_ text: Span<UInt8>) {
    for slot in isPresent.indices { isPresent[slot] = false }
    var position = 0
    var expected = first
    var previous: Int?
    while position < text.count {
      let found: Int
      if stands(expected, text, position) {
        found = expected
      } else {
        guard let other = search(text, position) else {
          _ = scanLine(text, &position)
          continue
        }
        found = other
        if let previous { keys[previous].next = found } else { first = found }
      }
      let key = keys[found]
      position += key.count
      previous = found
      expected = key.next
      if let value = Self.number(text, &position), let slot = key.slot, !isPresent[slot] {
        values[slot] = value
        isPresent[slot] = true
      }
    }
  }

  /// Whether the line at `position` begins with the key and a blank.
  private func stands(_ index: Int, _ text: Span<UInt8>, _ position: Int) -> Bool {
    guard index < keys.count else { return false }
    let key = keys[index]
    guard key.count <= text.count - position else { return false }
    for offset in 0..<key.count where names[key.start + offset] != text[position + offset] { return false }
    return true
  }

  /// The key of a line that was not expected, learned where it is new; nil for a line that has none.
  private mutating func search(_ text: Span<UInt8>, _ position: Int) -> Int? {
    for index in keys.indices where stands(index, text, position) { return index }
    var end = position
    let name = scanToken(text, &end)
    guard keys.count < Self.mostKeys, !name.isEmpty, scanByte(text, &end, Ascii.space) else { return nil }
    keys.append(Key(start: names.count, count: end - position, slot: nil, next: keys.count + 1))
    for index in position..<end { names.append(text[index]) }
    return keys.count - 1
  }

  /// The number that ends the line; the position moves to the next line in any case.
  private static func number(_ text: Span<UInt8>, _ position: inout Int) -> UInt64? {
    let start = position
    let value = scanDecimal(text, &position)
    let count = position - start
    if position < text.count, text[position] != Ascii.newline || count == 0 {
      _ = scanLine(text, &position)
      return nil
    }
    position += 1
    return count > 1 && text[start] == Ascii.zero ? nil : value
  }
}
