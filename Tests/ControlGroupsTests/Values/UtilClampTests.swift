import ControlGroups
import Testing

@Suite struct UtilClampTests {
  @Test(arguments: ["0.00\n", "12.50\n", "100.00\n", "max\n"])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(UtilClamp.self, text) }

  @Test(arguments: [("", 0), ("\n", 0), ("12.345\n", 5), ("maxi\n", 3), ("-1.00\n", 0), ("1,5\n", 1)])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(UtilClamp.self, text, at: offset) }

  @Test func shorterSpellingsMeanTheSame() throws {
    #expect(try UtilClamp(parsing: "12.5") == .hundredths(1250))
    #expect(try UtilClamp(parsing: "12") == .hundredths(1200))
    #expect(UtilClamp.max.structured == .max)
    #expect(UtilClamp.hundredths(5).structured == .hundredths(5))
  }

  @Test func clampsThatWereMadeHereSurvivePrinting() {
    var numbers = SeededNumbers(seed: 11)
    for _ in 0..<1000 { #expect(survivesPrinting(UtilClamp.hundredths(numbers.next() % 10001))) }
  }
}
