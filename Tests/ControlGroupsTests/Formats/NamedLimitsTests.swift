import ControlGroups
import Testing

@Suite struct NamedLimitsTests {
  typealias Misc = NamedLimits<Count>

  @Test(arguments: [
    "", "\n", "sev 4\nsev_es max\n", "sev.max 3\n", "drm/0000:03:00.0/vram0 8514437120\n", "sev", "sev ", "sev  4\n",
    "sev x\n",
    "sev 5x\n", "sev max5\n", "sev 1 2\n", "sev 007\n", "sev 18446744073709551616\n", " 4\n", "\u{0} 1\n",
  ])
  func everyTextIsKeptToTheByte(text: String) throws { try expectKernelText(Misc.self, text) }

  @Test func valuesAreNumbersOrMax() throws {
    let misc = try Misc(parsing: "sev 4\nsev_es max\n")
    #expect(misc["sev"] == .at(Count(rawValue: 4)))
    #expect(misc["sev_es"] == .max)
    #expect(misc["tdx"] == nil)
  }

  @Test(arguments: ["sev 5x\n", "sev max5\n", "sev 1 2\n", "sev\n", "sev  4\n", "sev 18446744073709551616\n"])
  func aLineWithSomethingElseHasNoValue(text: String) throws { #expect(try Misc(parsing: text)["sev"] == nil) }

  @Test func aChangedLineForgetsTheTextItCameFrom() throws {
    var misc = try Misc(parsing: "sev 5x\n")
    misc.lines[0].value = .max
    #expect(string(misc) == "sev max\n")
  }

  @Test func jsonIsATable() throws {
    #expect(
      try Misc(parsing: "sev 4\ntdx max\nodd x\n").structured
        == .table([.init("sev", .number(4)), .init("tdx", .max), .init("odd", .text("odd x"))]))
  }

  @Test func valuesThatWereMadeHereSurvivePrinting() throws {
    var numbers = SeededNumbers(seed: 5)
    for _ in 0..<500 {
      var misc = try Misc(parsing: "")
      for index in 0..<numbers.next() % 6 {
        let value: Limit<Count> = numbers.next() % 3 == 0 ? .max : .at(Count(rawValue: numbers.number()))
        var line = try Misc(parsing: "res\(index) 0").lines[0]
        line.value = value
        misc.lines.append(line)
      }
      #expect(survivesPrinting(misc))
    }
  }
}
