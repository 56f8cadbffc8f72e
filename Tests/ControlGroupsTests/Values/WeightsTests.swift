import ControlGroups
import Testing

@Suite struct WeightsTests {
  @Test(arguments: ["0\n", "-20\n", "19\n", "-1\n"])
  func niceValuesComeBack(text: String) throws { try expectKernelText(NiceValue.self, text) }

  @Test(arguments: [("", 0), ("\n", 0), ("-\n", 0), ("--1\n", 0), ("2147483648\n", 0), ("+1\n", 0), ("1.5\n", 1)])
  func anythingElseIsNoNiceValue(text: String, offset: Int) { expectRefusal(NiceValue.self, text, at: offset) }

  @Test func niceValuesAreSigned() throws {
    #expect(try NiceValue(parsing: "-5\n").rawValue == -5)
    #expect(try NiceValue(parsing: "-0\n") == NiceValue(rawValue: 0))
    #expect(NiceValue(rawValue: -5).structured == .signed(-5))
  }

  @Test func weightsKeepTheKernelsRange() throws {
    #expect(CPUWeight.range == 1...10000)
    #expect(CPUWeight.standard.rawValue == 100)
    #expect(try CPUWeight(parsing: "0\n").rawValue == 0)
    #expect(CPUWeight.unit == .weight)
  }
}
