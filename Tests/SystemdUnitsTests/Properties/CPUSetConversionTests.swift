import Testing

@testable import SystemdUnits

@Suite struct CPUSetConversionTests {
  @Test(
    arguments: [
      ("", []), ("0", [1]), ("0-3,6", [0x4F]), ("7", [0x80]), ("8", [0, 1]), ("0-15", [0xFF, 0xFF]),
      ("1,3,5,7,9", [0xAA, 0x02]), ("63", [0, 0, 0, 0, 0, 0, 0, 0x80]),
    ] as [(String, [UInt8])])
  func listsGoBothWays(text: String, bytes: [UInt8]) throws {
    #expect(try CPUSetConversion.bitmap(text) == bytes)
    #expect(CPUSetConversion.text(bytes) == text)
  }

  @Test func looseSpellingsMeanTheSame() throws {
    #expect(try CPUSetConversion.bitmap("3,0-2,2") == [0x0F])
    #expect(try CPUSetConversion.bitmap("0-15:2/4") == [0x33, 0x33])
    #expect(CPUSetConversion.text([0x0F, 0, 0]) == "0-3")
  }

  @Test(arguments: [
    "a", "3-1", "-1", "1-", "0-3:1", "0-3:2/1", "0-3:0/1", "1:1/1", "8192", "0-99999999999999999999", "0 1",
  ])
  func othersAreRefused(text: String) {
    #expect(throws: ConversionFailure.self) { try CPUSetConversion.bitmap(text) }
  }

  @Test func cpusAllOverTheRangeRoundTrip() throws {
    for number in stride(from: 0, to: CPUSetConversion.limit, by: 61) {
      #expect(CPUSetConversion.text(try CPUSetConversion.bitmap("\(number)")) == "\(number)")
    }
  }
}
