import ControlGroups
import Testing

@Suite struct CPUBandwidthTests {
  @Test(arguments: ["max 100000\n", "50000 100000\n", "200000 100000\n", "max 18446744073709551615\n"])
  func kernelTextsComeBack(text: String) throws { try expectKernelText(CPUBandwidth.self, text) }

  @Test(arguments: [
    ("", 0), ("\n", 0), ("max\n", 3), ("max \n", 4), ("50000\n", 5), ("1 2 3\n", 3), ("max max\n", 4), ("x 1\n", 0),
    // No kernel has such a period: as "no quota" it would be a lie.
    ("5 0\n", 3),
  ])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(CPUBandwidth.self, text, at: offset) }

  @Test func cpusAreQuotaOverPeriod() throws {
    #expect(try CPUBandwidth(parsing: "150000 100000\n").cpus == 1.5)
    #expect(try CPUBandwidth(parsing: "max 100000\n").cpus == nil)
    #expect(CPUBandwidth(quota: .at(Microseconds(rawValue: 5)), period: Microseconds(rawValue: 0)).cpus == nil)
    #expect(CPUBandwidth.unlimited.cpus == nil)
    #expect(string(CPUBandwidth.unlimited) == "max 100000\n")
    #expect(
      CPUBandwidth.unlimited.structured == .table([.init("quota", .max), .init("period", .number(100_000))]))
  }

  @Test func bandwidthsThatWereMadeHereSurvivePrinting() {
    var numbers = SeededNumbers(seed: 10)
    for _ in 0..<1000 {
      let quota: Limit<Microseconds> =
        numbers.next() % 4 == 0 ? .max : .at(Microseconds(rawValue: numbers.number()))
      #expect(survivesPrinting(CPUBandwidth(quota: quota, period: Microseconds(rawValue: max(1, numbers.number())))))
    }
  }
}
