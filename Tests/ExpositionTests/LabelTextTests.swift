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

  @Test func bytesThatAreNoTextAreEscaped() {
    #expect(label([0x61, 0xFF, 0x62]) == #"a="a\\xffb""#)
    // A lone continuation, a surrogate, and a sequence that is cut off.
    #expect(label([0x80, 0xED, 0xA0, 0x80, 0xE2, 0x82]) == #"a="\\x80\\xed\\xa0\\x80\\xe2\\x82""#)
  }

  @Test(arguments: [
    (#"dev-disk-by\x2dlabel-a.swap"#, #"dev-disk-by\x2dlabel-a.swap"#), (#"gr\xc3\xbcn.mount"#, #"gr\xc3\xbcn.mount"#),
    (#"a\xff.service"#, #"a\x5cxff.service"#), (#"a\x5cxff.service"#, #"a\x5cx5cxff.service"#),
    (#"\xc3"#, #"\x5cxc3"#), (#"\xc3\xc3\xbc"#, #"\x5cxc3\xc3\xbc"#), (#"\xFF\x5c\x5cx\"#, #"\xFF\x5c\x5cx\"#),
    (#"\xf"#, #"\xf"#),
  ])
  func whatReadsLikeAnEscapeIsAnother(_ name: String, _ written: String) {
    #expect(label(Array(name.utf8)) == "a=\"\(written.replacing(#"\"#, with: #"\\"#))\"")
  }

  /// All names of some pieces that could be taken for one another.
  @Test func noTwoNamesAreWrittenAlike() {
    let pieces: [[UInt8]] =
      [#"\"#, "x", "5c", "c3", "bc", #"\xc3"#, #"\xbc"#, #"\x5c"#].map { Array($0.utf8) } + [[0xC3], [0xBC], [0xFF]]
    var names: Set<[UInt8]> = [[]]
    var last = names
    for _ in 0..<4 {
      last = Set(last.flatMap { name in pieces.map { name + $0 } })
      names.formUnion(last)
    }
    var seen: [String: [UInt8]] = [:]
    for name in names {
      if let other = seen.updateValue(name, forKey: label(name)) { Issue.record("\(other) and \(name)") }
    }
    #expect(names.count > 5000)
  }

  @Test func aCommaBetweenTwo() {
    var out: [UInt8] = []
    LabelText.append("a", "1", to: &out)
    LabelText.append("b", "2", to: &out)
    #expect(String(decoding: out, as: UTF8.self) == #"a="1",b="2""#)
  }
}
