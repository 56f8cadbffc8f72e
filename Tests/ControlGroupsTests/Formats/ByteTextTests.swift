import ControlGroups
import Testing

@Suite struct ByteTextTests {
  @Test(arguments: [
    (Array("nginx.service".utf8), "nginx.service"), (Array("Zürich…".utf8), "Zürich…"),
    (Array(#"system-serial\x2dgetty.slice"#.utf8), #"system-serial\x2dgetty.slice"#),
    ([0x1B, 0x5B, 0x32, 0x4A], #"\x1b[2J"#), ([0xFF, 0x61], #"\xffa"#),
    ([0x7F, 0x09, 0x0A, 0x00], #"\x7f\x09\x0a\x00"#),
    ([0xC2], #"\xc2"#), ([0xC2, 0x9B], #"\xc2\x9b"#), ([0xED, 0xA0, 0x80], #"\xed\xa0\x80"#),
    ([0xF4, 0x90, 0x80, 0x80], #"\xf4\x90\x80\x80"#), ([0xC0, 0xAF], #"\xc0\xaf"#), ([0xF0, 0x9F, 0x92, 0xA7], "💧"),
    (Array("a\u{202E}b".utf8), #"a\xe2\x80\xaeb"#), (Array("\u{FEFF}".utf8), #"\xef\xbb\xbf"#),
    (Array("\u{2066}".utf8), #"\xe2\x81\xa6"#), ([], ""),
  ])
  func aTerminalSeesNoControlByte(bytes: [UInt8], shown: String) {
    #expect(ByteText(bytes).description == shown)
  }

  /// Two names that look the same are shown as two: Arabic letter mark, soft hyphen, tags, fillers, selectors.
  @Test(arguments: [
    0x061C, 0x00AD, 0x034F, 0x115F, 0x180E, 0x200B, 0x200D, 0x2028, 0x202E, 0x2060, 0x3164, 0xFE0F, 0xFFA0, 0xFFF9,
    0x1D173, 0xE0001, 0xE0041, 0xE007F, 0xE01EF, 0xE0FFF,
  ])
  func whatCannotBeSeenIsEscaped(value: UInt32) throws {
    let name = "a\(try #require(Unicode.Scalar(value)))b"
    let shown = ByteText(name).description
    #expect(shown.utf8.allSatisfy { $0 < 0x7F } && shown.hasPrefix(#"a\x"#))
    #expect(ByteText(shown).unescaped == ByteText(name))
  }

  @Test(arguments: ["日本語", "e\u{301}", "한국어", "ไทย", "עברית", "नमस्ते", "🜲"])
  func whatIsSeenIsNotEscaped(name: String) {
    #expect(ByteText(name).description == name)
  }

  @Test func whatIsShownIsTypedBack() {
    var numbers = SeededNumbers(seed: 2)
    for _ in 0..<2000 {
      // A literal backslash is ambiguous by intent (a target is taken literally first), so it is left out here.
      let bytes = (0..<numbers.next() % 20).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
        .filter { $0 != UInt8(ascii: "\\") }
      let shown = ByteText(bytes).description
      #expect(ByteText(shown).unescaped == ByteText(bytes))
      #expect(!shown.utf8.contains { $0 < 0x20 || $0 == 0x7F })
    }
  }

  @Test(arguments: [
    (#"\x2d"#, "-"), (#"a\x"#, #"a\x"#), (#"\x2"#, #"\x2"#), (#"\xzz\x41"#, #"\xzzA"#), (#"\\x41"#, #"\A"#),
  ])
  func escapesAreUndone(typed: String, plain: String) {
    #expect(ByteText(typed).unescaped == ByteText(plain))
  }

  @Test func validityFollowsUnicode() {
    #expect(ByteText("Zürich 💧").isValidUTF8)
    for bytes: [UInt8] in [[0x80], [0xC1, 0x80], [0xE0, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] {
      #expect(!ByteText(bytes).isValidUTF8)
    }
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<5000 {
      let bytes = (0..<1 + numbers.next() % 6).map { _ in UInt8(truncatingIfNeeded: numbers.next() | 0x80) }
      #expect(ByteText(bytes).isValidUTF8 == (String(validating: bytes, as: UTF8.self) != nil))
    }
  }

  @Test func orderIsThatOfTheBytes() {
    #expect(ByteText("a") < ByteText("b"))
    #expect(ByteText("Z") < ByteText("a"))
    #expect(ByteText("a") < ByteText("a0"))
    #expect(!(ByteText([0xFF]) < ByteText([0x7F])))
  }
}
