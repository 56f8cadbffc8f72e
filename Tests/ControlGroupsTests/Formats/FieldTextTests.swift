import ControlGroups
import Testing

@Suite struct FieldTextTests {
  @Test func quantitiesTakeNumbersAlone() {
    #expect(ByteCount(field: .number(5)) == .bytes(5))
    #expect(ByteCount(field: .text("max")) == nil)
    #expect(ByteCount.bytes(5).field == .number(5))
  }

  @Test func limitsTakeNumbersAndMax() {
    #expect(Limit<Count>(field: .number(5)) == .at(Count(rawValue: 5)))
    #expect(Limit<Count>(field: .text("max")) == .max)
    #expect(Limit<Count>(field: .text("min")) == nil)
    #expect(Limit<Count>.max.field == .text("max"))
    #expect(Limit<Count>.at(Count(rawValue: 5)).field == .number(5))
  }

  @Test(arguments: [(FieldText.number(95), UInt64(9500)), (.text("95.00"), 9500), (.text("0.5"), 50), (.number(0), 0)])
  func percentagesTakeDecimals(field: FieldText, hundredths: UInt64) {
    #expect(Percentage(field: field) == Percentage(hundredths: hundredths))
  }

  @Test(arguments: [FieldText.number(.max), .text("x"), .text(""), .text("1.234"), .text("1.2.3"), .text("-1.00")])
  func anythingElseIsNoPercentage(field: FieldText) { #expect(Percentage(field: field) == nil) }

  @Test func percentagesPrintTwoDecimals() {
    #expect(Percentage(hundredths: 9500).field == .text("95.00"))
    #expect(Percentage(hundredths: 1) < Percentage(hundredths: 2))
  }

  @Test func wordsAreNoNumbers() {
    #expect(ByteText(field: .text("linear")) == "linear")
    #expect(ByteText(field: .number(1)) == nil)
  }
}
