import Testing

@testable import SystemdUnits

@Suite struct PropertyWayTests {
  private func way(_ file: String, _ text: String) throws(ConversionFailure) -> PropertyWay {
    try PropertyTable.way(file, text, in: .named)
  }

  @Test func aFileWithAPropertyGoesByIt() throws {
    guard case .properties(let properties) = try way("memory.max", "1048576") else {
      Issue.record("memory.max is not set by a property")
      return
    }
    #expect(properties == [UnitProperty("MemoryMax", .number(1_048_576))])
  }

  @Test(arguments: ["memory.swap.high", "cpu.max.burst", "cgroup.max.depth", "no.such"])
  func aFileWithoutOneIsWritten(_ file: String) throws {
    guard case .file(.noProperty) = try way(file, "1") else {
      Issue.record("\(file) is not written")
      return
    }
  }

  @Test func aValueThatSystemdHasNoWordForIsWritten() throws {
    guard case .file(.valueHasNoProperty("systemd refuses TasksMax=0")) = try way("pids.max", "0") else {
      Issue.record("pids.max=0 is not written")
      return
    }
  }

  @Test func aPropertyThatWasRefusedLeavesTheFile() throws {
    let way = try way("memory.max", "1048576")
    guard case .file(.propertyRefused("MemoryMax")) = way.without(["CPUWeight", "MemoryMax"]) else {
      Issue.record("a refused property is set all the same")
      return
    }
    guard case .properties = way.without(["CPUWeight"]) else {
      Issue.record("another's refusal counts")
      return
    }
  }

  @Test func aRefusalSaysWhatWouldBeRight() throws {
    let quota = #expect(throws: ConversionFailure.self) { try way("cpu.max", "12345 1000000") }
    let sentence = try #require(quota).refusal(of: "12345 1000000", for: "cpu.max")
    #expect(sentence.hasPrefix("cpu.max: systemd would keep another value than \"12345 1000000\"; write \""))
    #expect(sentence.contains("\" or \""))
    let syntax = #expect(throws: ConversionFailure.self) { try way("memory.max", "much") }
    #expect(
      try #require(syntax).refusal(of: "much", for: "memory.max") == "memory.max: \"much\" is not a whole number or max"
    )
  }
}
