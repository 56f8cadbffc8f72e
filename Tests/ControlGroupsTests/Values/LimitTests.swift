import ControlGroups
import Testing

@Suite struct LimitTests {
  typealias Bytes = Limit<ByteCount>

  @Test(arguments: ["max\n", "0\n", "536870912\n", "18446744073709551615\n"])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(Bytes.self, text) }

  @Test(arguments: [
    ("", 0), ("\n", 0), ("maximum\n", 3), ("max 1\n", 3), ("Max\n", 0), ("-1\n", 0), ("512Q\n", 3),
    ("18446744073709551616\n", 0),
  ])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(Bytes.self, text, at: offset) }

  @Test func maxIsNoNumberAndAboveAll() {
    #expect(Bytes.max.bound == nil)
    #expect(Bytes.at(.bytes(5)).bound == .bytes(5))
    #expect(Bytes.at(.bytes(.max)) < .max)
    #expect(!(Bytes.max < .max))
    #expect(!(Bytes.max < .at(.bytes(.max))))
    #expect(Bytes.at(.bytes(1)) < .at(.bytes(2)))
    #expect([Bytes.max, .at(.bytes(2)), .at(.bytes(1))].min() == .at(.bytes(1)))
  }

  @Test func jsonHasMaxAsItsOwn() {
    #expect(Bytes.max.structured == .max)
    #expect(Bytes.at(.bytes(0)).structured == .number(0))
  }

  @Test func limitsThatWereMadeHereSurvivePrinting() {
    var numbers = SeededNumbers(seed: 9)
    for _ in 0..<1000 { #expect(survivesPrinting(Bytes.at(ByteCount(rawValue: numbers.number())))) }
    #expect(survivesPrinting(Bytes.max))
  }
}
