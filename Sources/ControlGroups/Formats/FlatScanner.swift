/// Numbers of chosen keys of a flat keyed file, into fixed slots: what reads memory.stat of a thousand groups each second.
///
/// `FlatKeyed` keeps everything and allocates; this keeps what was asked for. It remembers which key followed which, so
/// that a file in the kernel's usual order costs one comparison a line. A text with names it has not met yet makes it
/// learn them; every further text of the kind is read without allocation.
///
/// The answer is the same as that of `FlatKeyed`: of a key that stands twice the first line counts, and a line that is
/// no `KEY NUMBER` counts not at all.
package struct FlatScanner: Sendable {
  /// The numbers by slot, which is the index of the key in the list that was asked for. Only where `isPresent`.
  package private(set) var values: [UInt64]
  /// Whether the last text had the key: one that is absent is absent, not 0.
  package private(set) var isPresent: [Bool]
  private var names: KeyChain

  /// A scanner for keys as the kernel spells them; the index of each is its slot.
  package init(_ asked: [String]) {
    values = [UInt64](repeating: 0, count: asked.count)
    isPresent = [Bool](repeating: false, count: asked.count)
    names = KeyChain(asked)
  }

  /// The number in a slot; nil where the last text had no such key.
  package subscript(_ slot: Int) -> UInt64? { isPresent[slot] ? values[slot] : nil }

  /// Reads a text; what the one before it said is forgotten.
  package mutating func scan(_ text: Span<UInt8>) {
    for slot in isPresent.indices { isPresent[slot] = false }
    var line = KeyChain.Line()
    while line.position < text.count {
      names.follow(text, &line, &values, &isPresent)
      if line.position < text.count { names.turn(text, &line) }
    }
  }
}

/// The names of a flat keyed file, each with its blank, chained in the order in which they were last met.
private struct KeyChain: Sendable {
  /// A name that was asked for, or one that was met and that nobody asked for.
  struct Key {
    /// Bytes with the blank.
    let count: Int
    /// -1 where nobody asked for it.
    let slot: Int
    /// Where it begins in `words`, and its last word there.
    let start: Int
    let last: Int
    /// The bytes of the last word that count.
    let mask: UInt64
    /// The key that followed last time.
    var next: Int
  }

  /// The line that is read next.
  struct Line {
    var position = 0
    /// The key of the line above.
    var previous = 0
  }

  /// Names that nobody asked for are learned up to this many keys in all; more are skipped each time they come.
  private static let most = 1024

  /// The first is none, and stands for the beginning of the text: its `next` is the key of the first line.
  private var keys: [Key] = [Key(count: 0, slot: -1, start: 0, last: 0, mask: 0, next: 1)]
  /// The names, eight bytes a word, the last one filled up with zeros.
  private var words: [UInt64] = [0]

  init(_ asked: [String]) {
    for (slot, name) in asked.enumerated() { add(Array(name.utf8).span, slot: slot) }
  }

  /// Reads lines as long as each begins with the key that is expected.
  func follow(
    _ text: Span<UInt8>, _ line: inout Line, _ values: inout [UInt64], _ isPresent: inout [Bool]
  ) {
    // Spans are taken once: an array would be asked for each number whether it is shared.
    let keys = keys.span
    let words = words.span
    var values = values.mutableSpan
    var isPresent = isPresent.mutableSpan
    var position = line.position
    var expected = keys[line.previous].next
    while position < text.count, expected < keys.count {
      let key = keys[expected]
      guard Self.stands(key, words, text, position) else { break }
      line.previous = expected
      expected = key.next
      position &+= key.count
      guard let value = scanNumberLine(text, &position), key.slot >= 0, !isPresent[key.slot] else { continue }
      values[key.slot] = value
      isPresent[key.slot] = true
    }
    line.position = position
  }

  /// Looks for the key of a line that was not expected, learns it where it is new, and chains it behind the line above.
  /// A line that has no key is passed by.
  mutating func turn(_ text: Span<UInt8>, _ line: inout Line) {
    if let found = index(text, line.position) {
      keys[line.previous].next = found
    } else {
      _ = scanLine(text, &line.position)
    }
  }

  private mutating func index(_ text: Span<UInt8>, _ position: Int) -> Int? {
    for index in 1..<keys.count where Self.stands(keys[index], words.span, text, position) { return index }
    var end = position
    let name = scanToken(text, &end)
    guard keys.count < Self.most, !name.isEmpty, scanByte(text, &end, Ascii.space) else { return nil }
    add(text.extracting(name), slot: -1)
    return keys.count - 1
  }

  /// Whether the line at `position` begins with the key and its blank.
  @inline(__always)
  private static func stands(_ key: Key, _ words: Span<UInt64>, _ text: Span<UInt8>, _ position: Int) -> Bool {
    var at = position
    var index = key.start
    while index < key.last {
      if word(text, at) != words[index] { return false }
      at &+= 8
      index &+= 1
    }
    return word(text, at) & key.mask == words[index]
  }

  private mutating func add(_ name: Span<UInt8>, slot: Int) {
    let count = name.count + 1
    let start = words.count
    for at in stride(from: 0, to: count, by: 8) {
      let blank = name.count - at
      words.append(word(name, at) | (blank < 8 ? UInt64(Ascii.space) << UInt64(8 * blank) : 0))
    }
    let mask = UInt64.max >> UInt64((8 - count % 8) % 8 * 8)
    keys.append(
      Key(count: count, slot: slot, start: start, last: words.count - 1, mask: mask, next: keys.count + 1))
  }
}

/// A number that ends its line; nil for anything else. The position moves to the next line in any case.
@inline(__always)
private func scanNumberLine(_ text: Span<UInt8>, _ position: inout Int) -> UInt64? {
  let start = position
  // Eight bytes at once: of those that are no digit the first is found by a carry into its highest bit.
  let digits = word(text, start) ^ 0x3030_3030_3030_3030
  let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
  let count = others.trailingZeroBitCount / 8
  var end = start &+ count
  var value = count == 1 ? digits & 0xFF : number(digits, count)
  if count == 8 {
    // Nineteen digits cannot overflow.
    while end < min(text.count, start &+ 19), text[end] &- Ascii.zero < 10 {
      value = value &* 10 &+ UInt64(text[end] &- Ascii.zero)
      end &+= 1
    }
  }
  if count > 0, end < text.count, text[end] == Ascii.newline, count == 1 || digits & 0xFF != 0 {
    position = end &+ 1
    return value
  }
  return scanUnusualLine(text, &position)
}

/// The first `count` of eight digits: joined to pairs, to fours, to all eight, with zeros in front for the missing ones.
@inline(__always)
private func number(_ digits: UInt64, _ count: Int) -> UInt64 {
  var value = digits &<< UInt64(64 &- 8 &* count)
  value = (value &* 10 &+ value >> 8) & 0x00FF_00FF_00FF_00FF
  value = (value &* 100 &+ value >> 16) & 0x0000_FFFF_0000_FFFF
  return (value &* 10000 &+ value >> 32) & 0xFFFF_FFFF
}

/// The same for a number of twenty digits, one with zeros in front, the last line without a newline, and for no number.
@inline(never)
private func scanUnusualLine(_ text: Span<UInt8>, _ position: inout Int) -> UInt64? {
  let start = position
  if let value = scanDecimal(text, &position), position == text.count || text[position] == Ascii.newline {
    let isPadded = position - start > 1 && text[start] == Ascii.zero
    position += 1
    return isPadded ? nil : value
  }
  _ = scanLine(text, &position)
  return nil
}

/// Eight bytes as one number, the first lowest; those behind the end are 0. Compiles to one load.
@inline(__always)
private func word(_ text: Span<UInt8>, _ at: Int) -> UInt64 {
  @inline(__always) func byte(_ offset: Int) -> UInt64 { UInt64(text[at &+ offset]) << UInt64(8 &* offset) }
  guard at >= 0, at <= text.count &- 8 else { return wordAtEnd(text, at) }
  return byte(0) | byte(1) | byte(2) | byte(3) | byte(4) | byte(5) | byte(6) | byte(7)
}

@inline(never)
private func wordAtEnd(_ text: Span<UInt8>, _ at: Int) -> UInt64 {
  var value: UInt64 = 0
  for index in at..<max(at, text.count) { value |= UInt64(text[index]) << UInt64(8 * (index - at)) }
  return value
}
