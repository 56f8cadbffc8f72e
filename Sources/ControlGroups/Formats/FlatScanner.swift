/// Numbers of chosen keys of a flat keyed file, into fixed slots: what reads memory.stat of a thousand groups each second.
///
/// `FlatKeyed` keeps everything and allocates; this keeps what was asked for. It remembers which key followed which, so
/// that a file in the kernel's usual order costs one comparison a line. A text with names it has not met yet makes it
/// learn them; every further text of the kind is read without allocation.
///
/// The answer is the same as that of `FlatKeyed`: of a key that stands twice the first line counts, and a line that is
/// no `KEY NUMBER` counts not at all.
@usableFromInline
package struct FlatScanner: Sendable {
  /// The numbers by slot, which is the index of the key in the list that was asked for. Only where `isPresent`.
  @usableFromInline package private(set) var values: [UInt64]
  /// Whether the last text had the key: one that is absent is absent, not 0.
  @usableFromInline package private(set) var isPresent: [Bool]
  private var names: KeyChain

  /// A scanner for keys as the kernel spells them; the index of each is its slot.
  package init(_ asked: [String]) {
    values = [UInt64](repeating: 0, count: asked.count)
    isPresent = [Bool](repeating: false, count: asked.count)
    names = KeyChain(asked)
  }

  /// The number in a slot; nil where the last text had no such key.
  @inlinable
  package subscript(_ slot: Int) -> UInt64? { isPresent[slot] ? values[slot] : nil }

  /// Reads a text; what the one before it said is forgotten.
  package mutating func scan(_ text: Span<UInt8>) { scan(text, count: text.count) }

  /// Reads the text that the first bytes of a buffer are. The more stands behind it, whatever that is, the more of the
  /// text is read in large steps: short files are as fast as long ones so.
  package mutating func scan(_ buffer: Span<UInt8>, count: Int) {
    for slot in isPresent.indices { isPresent[slot] = false }
    let text = buffer.extracting(0..<count)
    var line = KeyChain.Line()
    while line.position < count {
      names.follow(buffer, count, &line, &values, &isPresent)
      if line.position < count { turn(text, &line) }
    }
  }

  /// Reads one line, whatever it is: one with another key than the one expected, the last ones, and those that are none.
  @inline(never)
  private mutating func turn(_ text: Span<UInt8>, _ line: inout KeyChain.Line) {
    guard let slot = names.turn(text, &line) else { return }
    guard let value = scanUnusualLine(text, &line.position), slot >= 0, !isPresent[slot] else { return }
    values[slot] = value
    isPresent[slot] = true
  }
}

extension KeyChain {
  /// Reads lines as long as each begins with the key that is expected and ends with a number of the usual kind.
  fileprivate func follow(
    _ buffer: Span<UInt8>, _ count: Int, _ line: inout Line, _ values: inout [UInt64], _ isPresent: inout [Bool]
  ) {
    // Spans are taken once: an array would be asked for each number whether it is shared.
    let keys = keys.span
    var values = values.mutableSpan
    var isPresent = isPresent.mutableSpan
    var (position, previous) = (line.position, line.previous)
    var expected = keys[previous].next
    while let head = buffer.fourWords(at: position), expected < keys.count {
      let key = keys[expected]
      guard head.agrees(with: key.head, where: key.mask), key.count <= FourWords.count else { break }
      var end = position &+ key.count
      // Behind the text nothing counts: its last line may be one without a newline.
      guard let value = scanNumberLine(buffer, &end), end <= count else { break }
      (position, previous, expected) = (end, expected, key.next)
      guard key.slot >= 0, !isPresent[key.slot] else { continue }
      values[key.slot] = value
      isPresent[key.slot] = true
    }
    line = Line(position: position, previous: previous)
  }
}

/// A number of up to nineteen digits, none a zero in front, that ends its line; the position moves to the next one. Nil for
/// anything else, and where the text has not eight bytes more.
@inline(__always)
private func scanNumberLine(_ text: Span<UInt8>, _ position: inout Int) -> UInt64? {
  // Eight bytes at once: of those that are no digit the first is found by a carry into its highest bit.
  guard let word = text.word(at: position) else { return nil }
  let digits = word ^ 0x3030_3030_3030_3030
  let others = (digits &+ 0x7676_7676_7676_7676 | digits) & 0x8080_8080_8080_8080
  let bits = others.trailingZeroBitCount & ~7
  let newline = UInt64(Ascii.newline ^ Ascii.zero)
  if bits == 8 {
    guard digits >> 8 & 0xFF == newline else { return nil }
    position &+= 2
    return digits & 0xFF
  }
  guard bits > 0, digits & 0xFF != 0 else { return nil }
  if bits < 64 {
    guard digits &>> UInt64(bits) & 0xFF == newline else { return nil }
    position &+= bits / 8 &+ 1
    return number(digits &<< UInt64(64 &- bits))
  }
  var value = number(digits)
  var end = position &+ 8
  // Nineteen digits cannot overflow.
  while end < min(text.count, position &+ 19), text[end] &- Ascii.zero < 10 {
    value = value &* 10 &+ UInt64(text[end] &- Ascii.zero)
    end &+= 1
  }
  guard end < text.count, text[end] == Ascii.newline else { return nil }
  position = end &+ 1
  return value
}

/// Eight digits, the first one lowest: joined to pairs, to fours, to all eight. Bytes of zero below are zeros in front.
@inline(__always)
private func number(_ digits: UInt64) -> UInt64 {
  var value = (digits &* 10 &+ digits >> 8) & 0x00FF_00FF_00FF_00FF
  value = (value &* 100 &+ value >> 16) & 0x0000_FFFF_0000_FFFF
  return (value &* 10000 &+ value >> 32) & 0xFFFF_FFFF
}

/// The number of a line, whatever it is: of twenty digits, with zeros in front, without a newline, or none.
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
