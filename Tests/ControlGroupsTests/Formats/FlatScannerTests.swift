import ControlGroups
import Testing

@Suite("The scanner of the hot path says what FlatKeyed says")
struct FlatScannerTests {
  static let names = MemoryStatKeys.table.rows.map(\.name)

  static let texts = [
    "", "\n", "anon 5\n", "anon 5", "anon", "anon \n", "anon 5 \n", "anon  5\n", " anon 5\n", "anon\t5\n", "anon 05\n",
    "anon 0\n", "anon 00\n", "anon -1\n", "anon max\n", "anon 5x\n", "anon 18446744073709551615\n",
    "anon 18446744073709551616\n", "anon 99999999999999999999999\nfile 3\n", "anon 1\nanon 2\n", "anon x\nanon 2\n",
    "file 1\nanon 2\n", "new_key 7\nanon 1\n", "anon 1\nnew_key 7\nfile 2\n", "\n\nanon 1\n\n", "anonymous 1\nanon 2\n",
    "ano 1\nanon 2\n", "anon 1\r\n", "file_mapped 1\nfile 2\n", "anon 1\u{0}\nfile 2\n",
  ]

  private func agree(_ scanner: inout FlatScanner, _ text: String, _ location: SourceLocation = #_sourceLocation) throws
  {
    let bytes = Array(text.utf8)
    let whole = try FlatKeyed<MemoryStatKeys>(parsing: bytes)
    // A text of its own; and one in a buffer, with something behind it that looks as if it went on.
    for behind in ["", "5\nanon 9\nfile 9\nfile_mapped 9\nunevictable 9\n", String(repeating: "\n", count: 50)] {
      scanner.scan((bytes + Array(behind.utf8)).span, count: bytes.count)
      for (slot, name) in Self.names.enumerated() {
        #expect(scanner[slot] == whole[name], "\(name) of \(text.debugDescription)", sourceLocation: location)
      }
    }
  }

  @Test("as the first text", arguments: texts)
  func fresh(_ text: String) throws {
    var scanner = FlatScanner(Self.names)
    try agree(&scanner, text)
  }

  @Test("after every other text, whatever that made it expect", arguments: texts)
  func learned(_ text: String) throws {
    var scanner = FlatScanner(Self.names)
    for other in Self.texts {
      try agree(&scanner, other)
      try agree(&scanner, text)
    }
  }

  /// A fixed sequence of numbers (xorshift), so that a failure comes again.
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    mutating func next() -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state
    }
  }

  @Test("with keys of any order, missing and unknown ones among them")
  func shuffled() throws {
    var numbers = Numbers()
    var scanner = FlatScanner(Self.names)
    for round in 0..<200 {
      var names = Self.names.filter { _ in Bool.random(using: &numbers) } + ["unknown_\(round % 7)", "anon_other"]
      if round % 3 == 0 { names.shuffle(using: &numbers) }
      let text = names.map { "\($0) \(UInt64.random(in: 0...(.max), using: &numbers))\n" }.joined()
      try agree(&scanner, text)
    }
  }

  @Test("with more unknown names than it will learn")
  func flooded() throws {
    var scanner = FlatScanner(Self.names)
    for round in 0..<3 {
      let unknown = (0..<2000).map { "flood_\(round)_\($0) 1\n" }.joined()
      try agree(&scanner, unknown + "anon 7\n" + unknown + "file 8\n")
    }
  }

  @Test("keeps names apart that begin alike, however long they are") func longNames() {
    let long = String(repeating: "long_name_", count: 4)
    let names = [long + "x", long + "y", long + "z", "exactly_thirty_two_with_a_blank"]
    #expect(names.map(\.utf8.count) == [41, 41, 41, 31])
    var scanner = FlatScanner(names)
    for order in [names, names.reversed(), names] {
      let text = order.map { "\($0) \($0.utf8.last ?? 0)\n" }.joined() + "end_of_the_text 12345678901234567890\n"
      scanner.scan(Array(text.utf8).span)
      for (slot, name) in names.enumerated() { #expect(scanner[slot] == name.utf8.last.map(UInt64.init)) }
    }
  }

  @Test("forgets the text before") func forgets() {
    var scanner = FlatScanner(["anon", "file"])
    scanner.scan(Array("anon 1\nfile 2\n".utf8).span)
    #expect(scanner[0] == 1 && scanner[1] == 2)
    scanner.scan(Array("file 3\n".utf8).span)
    #expect(scanner[0] == nil && scanner[1] == 3)
  }

  @Test("answers by the slot that was asked for, and nothing else") func slots() {
    var scanner = FlatScanner(["inactive_file", "anon"])
    scanner.scan(Array("anon 1\nfile 2\ninactive_file 3\n".utf8).span)
    #expect(scanner[0] == 3 && scanner[1] == 1)
    #expect(scanner.values.count == 2)
  }
}
