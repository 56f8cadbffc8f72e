import ControlGroups
import Testing

@testable import GroupMetrics

@Suite struct PressureScanTests {
  private static let text = """
    some avg10=1.23 avg60=45.60 avg300=100.00 total=123456789
    full avg10=0.00 avg60=0.07 avg300=9.99 total=18446744073709551615

    """
  private static let values: [UInt64] = [123, 4560, 10000, 123_456_789, 0, 7, 999, .max]

  private func scan(_ text: String, _ wanted: Int) -> [UInt64?] {
    let bytes = Array(text.utf8)
    let scan = PressureScan(bytes.span, wanted)
    return (0..<8).map { scan.found & (1 << $0) != 0 ? scan.values[$0] : nil }
  }

  @Test func everyChoiceOfFieldsIsReadAndNoOther() {
    for wanted in 0..<256 {
      let expected = (0..<8).map { wanted & (1 << $0) != 0 ? Self.values[$0] : nil }
      #expect(scan(Self.text, wanted) == expected, "wanted \(String(wanted, radix: 2))")
    }
  }

  @Test func linesOfZeroesAreReadAsOthersAre() {
    let text = Self.quiet(7) + "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
    for wanted in 0..<256 {
      let expected: [UInt64?] = (0..<8).map { wanted & (1 << $0) != 0 ? $0 == 3 ? 7 : 0 : nil }
      #expect(scan(text, wanted) == expected, "wanted \(String(wanted, radix: 2))")
    }
    // One digit anywhere that is no zero.
    for (field, name) in ["avg10", "avg60", "avg300"].enumerated() {
      for (written, value) in [("1.00", 100), ("0.10", 10), ("0.01", 1)] as [(String, UInt64)] {
        var expected: [UInt64?] = [0, 0, 0, 7, nil, nil, nil, nil]
        expected[field] = value
        let line = Self.quiet(7).replacing("\(name)=0.00", with: "\(name)=\(written)")
        #expect(scan(line, 0xFF) == expected, "\(line)")
      }
    }
    #expect(scan(String(Self.quiet(7).dropLast(2)), 0xFF) == [0, 0, 0, nil, nil, nil, nil, nil])
    #expect(scan(String(Self.quiet(7).dropLast()), 0xFF) == [0, 0, 0, 7, nil, nil, nil, nil])
  }

  private static func quiet(_ total: Int) -> String { "some avg10=0.00 avg60=0.00 avg300=0.00 total=\(total)\n" }

  @Test func theTotalsAreThereWithoutTheLastNewline() {
    #expect(scan(String(Self.text.dropLast()), 0x88) == [nil, nil, nil, Self.values[3], nil, nil, nil, .max])
  }

  @Test func aLineMayBeAbsentAndLinesMayStandInAnyOrder() {
    #expect(scan("full avg10=0.50 avg60=0.00 avg300=0.00 total=5\n", 0xFF) == [nil, nil, nil, nil, 50, 0, 0, 5])
    #expect(scan("some avg10=0.50 avg60=0.00 avg300=0.00 total=5\n", 0x88) == [nil, nil, nil, 5, nil, nil, nil, nil])
    let turned = Self.text.split(separator: "\n").reversed().joined(separator: "\n")
    #expect(scan(turned, 0xFF) == Self.values.map(Optional.some))
  }

  @Test func ofALineThatStandsTwiceTheLastCounts() {
    let busy = "some avg10=1.00 avg60=1.00 avg300=1.00 total=5\n"
    #expect(scan(busy + Self.quiet(6), 0xFF).prefix(4) == [0, 0, 0, 6])
    #expect(scan(Self.quiet(6) + busy, 0xFF).prefix(4) == [100, 100, 100, 5])
  }

  /// A newer kernel may print more of them.
  @Test func fieldsOfOtherNamesArePassedBy() {
    let text = "none avg10=9.99 total=9\nsome avg5=9.00 avg10=1.00 avg60=2.00 avg300=3.00 avg3600=8.00 total=4 sum=7\n"
    #expect(scan(text, 0xFF) == [100, 200, 300, 4, nil, nil, nil, nil])
    #expect(scan(text, 0x08) == [nil, nil, nil, 4, nil, nil, nil, nil])
    #expect(scan("full avg10=0.00 avg60=0.00 avg300=0.00 avg3600=0.00 total=15", 0xF0)[7] == 15)
    #expect(scan("some average10=1.00 avg60=2.00 total=4\n", 0xFF).allSatisfy { $0 == nil })
  }

  @Test func whatIsCutOffAnywhereIsNoFigureOfAnotherField() {
    for end in 0..<Self.text.utf8.count {
      let cut = String(decoding: Array(Self.text.utf8)[..<end], as: UTF8.self)
      for (field, value) in scan(cut, 0x88).enumerated() where value != nil {
        // A number that is cut is a part of the whole one.
        #expect(String(Self.values[field]).hasPrefix(String(value ?? 0)), "\(field) of \(cut)")
      }
    }
  }

  @Test func malformedTextGivesNoFigure() {
    for text in ["", "\n", "some", "some ", "some \n", "some avg10", "some avg10=", "some avg10=x total=1\n", "=\n"] {
      #expect(scan(text, 0xFF).allSatisfy { $0 == nil }, "\(text)")
    }
  }
}
