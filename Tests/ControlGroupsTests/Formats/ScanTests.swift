import ControlGroups
import Testing

@Suite struct ScanTests {
  @Test(arguments: [
    ("0", 0), ("7\n", 7), ("007", 7), ("1234567890123456789", 1_234_567_890_123_456_789),
    ("9999999999999999999", 9_999_999_999_999_999_999), ("18446744073709551615", UInt64.max),
    ("00000000000000000000000018446744073709551615", UInt64.max),
  ])
  func decimalsAreRead(text: String, value: UInt64) {
    var position = 0
    #expect(scanDecimal(Array(text.utf8).span, &position) == value)
    #expect(position == text.utf8.filter { $0 != UInt8(ascii: "\n") }.count)
  }

  @Test(arguments: [
    "", "\n", "-1", "+1", " 1", "x", "18446744073709551616", "184467440737095516150", "99999999999999999999",
  ])
  func anythingElseIsNoDecimalAndMovesNothing(text: String) {
    var position = 0
    #expect(scanDecimal(Array(text.utf8).span, &position) == nil)
    #expect(position == 0)
  }

  @Test func aDecimalBeginsWhereThePositionIs() {
    var position = 2
    #expect(scanDecimal(Array("9:12 3".utf8).span, &position) == 12)
    #expect(position == 4)
  }

  @Test(arguments: [
    ("0.00", 0, 4), ("12.5", 1250, 4), ("12.345", 1234, 5), ("3", 300, 1), ("3.x", 300, 2), ("100.00", 10000, 6),
  ])
  func hundredthsAreRead(text: String, value: UInt64, end: Int) {
    var position = 0
    #expect(scanHundredths(Array(text.utf8).span, &position) == value)
    #expect(position == end)
  }

  @Test(arguments: ["", ".5", "x", "18446744073709551615", "184467440737095516.00"])
  func hundredthsDoNotOverflow(text: String) {
    var position = 0
    #expect(scanHundredths(Array(text.utf8).span, &position) == nil)
    #expect(position == 0)
  }

  @Test func literalsTokensAndLines() {
    let text = Array("max  8:0\nend".utf8)
    var position = 0
    #expect(!scanLiteral(text.span, &position, "maximum"))
    #expect(position == 0)
    #expect(scanLiteral(text.span, &position, "max"))
    #expect(scanToken(text.span, &position).isEmpty)
    skipBlanks(text.span, &position)
    #expect(position == 5)
    #expect(scanToken(text.span, &position) == 5..<8)
    #expect(!scanByte(text.span, &position, UInt8(ascii: "x")))
    #expect(scanLine(text.span, &position) == 8..<8)
    #expect(scanLine(text.span, &position) == 9..<12)
    #expect(position == text.count)
    #expect(!scanByte(text.span, &position, UInt8(ascii: "x")))
    #expect(!scanLiteral(text.span, &position, "x"))
  }

  @Test func aFileEndsWithOneNewlineAtMost() throws {
    try expectEnd(Array("1".utf8).span, 1)
    try expectEnd(Array("1\n".utf8).span, 1)
    #expect(throws: ParseFailure(at: 2, expected: "the end of the line")) { try expectEnd(Array("1\n\n".utf8).span, 1) }
    #expect(throws: ParseFailure(at: 1, expected: "the end of the line")) { try expectEnd(Array("1 ".utf8).span, 1) }
  }
}
