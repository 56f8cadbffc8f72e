/// The names of a flat keyed file, each with its blank, chained in the order in which they were last met.
struct KeyChain: Sendable {
  /// A name that was asked for, or one that was met and that nobody asked for.
  struct Key {
    /// The first bytes of the name and its blank, and which of them count.
    let head: FourWords
    let mask: FourWords
    /// Bytes with the blank. Of more than `FourWords.count` the head is not all.
    let count: Int
    /// -1 where nobody asked for it.
    let slot: Int
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
  private(set) var keys = [Key(head: FourWords(), mask: FourWords(), count: 0, slot: -1, next: 1)]
  private var names: [[UInt8]] = [[]]

  init(_ asked: [String]) {
    for (slot, name) in asked.enumerated() { add(Array(name.utf8), slot: slot) }
  }

  /// Finds the key of a line, learns it where it is new, chains it behind that of the line above, and goes behind its blank.
  /// Answers its slot; nil for a line that has no key, which is passed by.
  mutating func turn(_ text: Span<UInt8>, _ line: inout Line) -> Int? {
    guard let found = index(text, line) else {
      _ = scanLine(text, &line.position)
      return nil
    }
    keys[line.previous].next = found
    line = Line(position: line.position + keys[found].count, previous: found)
    return keys[found].slot
  }

  private mutating func index(_ text: Span<UInt8>, _ line: Line) -> Int? {
    let expected = keys[line.previous].next
    if expected < keys.count, stands(expected, text, line.position) { return expected }
    for index in 1..<keys.count where stands(index, text, line.position) { return index }
    var end = line.position
    let name = scanToken(text, &end)
    guard keys.count < Self.most, !name.isEmpty, scanByte(text, &end, Ascii.space) else { return nil }
    add(name.map { text[$0] }, slot: -1)
    return keys.count - 1
  }

  /// Whether the line at `position` begins with the key and its blank.
  private func stands(_ index: Int, _ text: Span<UInt8>, _ position: Int) -> Bool {
    let name = names[index]
    guard text.count - position >= name.count else { return false }
    for at in name.indices where name[at] != text[position + at] { return false }
    return true
  }

  private mutating func add(_ name: [UInt8], slot: Int) {
    let name = name + [Ascii.space]
    let padding = [UInt8](repeating: 0, count: FourWords.count)
    let mask = name.map { _ in UInt8.max } + padding
    guard let head = (name + padding).span.fourWords(at: 0), let mask = mask.span.fourWords(at: 0) else { return }
    keys.append(Key(head: head, mask: mask, count: name.count, slot: slot, next: keys.count + 1))
    names.append(name)
  }
}
