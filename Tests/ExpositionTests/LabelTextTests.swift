import ControlGroups
import Testing

@testable import Exposition

struct LabelTextTests {
  private func label(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    LabelText.append("a", ByteText(bytes), to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  @Test func whatTheFormatEscapes() {
    #expect(label(Array(#"x\x2d"y"#.utf8)) == #"a="x\\x2d\"y""#)
    #expect(label(Array("a\nb".utf8)) == #"a="a\nb""#)
    #expect(label(Array("grün 😀".utf8)) == #"a="grün 😀""#)
  }

  @Test func bytesThatAreNoTextAreReplaced() {
    #expect(label([0x61, 0xFF, 0x62]) == "a=\"a\u{FFFD}b\"")
    // A lone continuation, a surrogate, and a sequence that is cut off.
    #expect(label([0x80, 0xED, 0xA0, 0x80, 0xE2, 0x82]) == "a=\"" + String(repeating: "\u{FFFD}", count: 6) + "\"")
  }

  @Test func aCommaBetweenTwo() {
    var out: [UInt8] = []
    LabelText.append("a", "1", to: &out)
    LabelText.append("b", "2", to: &out)
    #expect(String(decoding: out, as: UTF8.self) == #"a="1",b="2""#)
  }
}
