import Testing

@testable import SystemdUnits

@Suite struct AmountConversionTests {
  private func row(_ file: String) throws -> PropertyRow { try #require(PropertyTable.row(of: file)) }

  @Test(arguments: [
    ("memory.max", "536870912", UInt64(536_870_912)), ("memory.max", "max", .max), ("memory.high", "1\n", 1),
    ("memory.min", "0", 0), ("memory.low", "max\n", .max), ("memory.swap.max", "0", 0),
    ("memory.zswap.max", "max", .max),
    ("pids.max", "4194304", 4_194_304), ("memory.max", "18446744073709551614", 18_446_744_073_709_551_614),
  ])
  func amountsGoBothWays(file: String, text: String, number: UInt64) throws {
    let row = try row(file)
    let properties = try row.properties(for: text)
    #expect(properties == [UnitProperty(row.properties[0].name, .number(number))])
    #expect(row.text(from: [row.properties[0].name: .number(number)]) == text.trimmingFinalNewlines)
  }

  @Test(arguments: [
    "", "512Q", "-1", "+1", "010", "0x10", "1 2", "18446744073709551615", "99999999999999999999", "MAX",
  ])
  func otherTextsAreRefused(text: String) throws {
    let row = try row("memory.max")
    #expect(throws: ConversionFailure.syntax(expected: "a whole number or max")) { try row.properties(for: text) }
  }

  // What systemd answers with InvalidArgs goes to the file.
  @Test(arguments: ["memory.max", "memory.high", "pids.max"])
  func zeroThatSystemdRefusesHasNoProperty(file: String) throws {
    let row = try row(file)
    #expect(throws: ConversionFailure.noProperty(reason: "systemd refuses \(row.properties[0].name)=0")) {
      try row.properties(for: "0")
    }
  }

  @Test func switches() throws {
    let writeback = try row("memory.zswap.writeback")
    #expect(try writeback.properties(for: "0\n") == [UnitProperty("MemoryZSwapWriteback", .truth(false))])
    #expect(writeback.text(from: ["MemoryZSwapWriteback": .truth(true)]) == "1")
    #expect(throws: ConversionFailure.self) { try writeback.properties(for: "yes") }
  }

  @Test func oomPolicyIsForCreationOnly() throws {
    let row = try row("memory.oom.group")
    #expect(row.settable == .atCreation)
    #expect(try row.properties(for: "1") == [UnitProperty("OOMPolicy", .text("kill"))])
    #expect(row.text(from: ["OOMPolicy": .text("stop")]) == "0")
    #expect(throws: ConversionFailure.self) { try row.properties(for: "2") }
  }

  @Test func aMissingOrOddPropertyHasNoText() throws {
    let row = try row("memory.max")
    #expect(row.text(from: [:]) == nil)
    #expect(row.text(from: ["MemoryMax": .text("1")]) == nil)
  }
}
