import ControlGroups
import Testing

@Suite struct QuantitiesTests {
  @Test(arguments: ["0\n", "7\n", "18446744073709551615\n"])
  func kernelTextsComeBack(text: String) throws {
    try expectKernelText(ByteCount.self, text)
    try expectKernelText(PageCount.self, text)
    try expectKernelText(Microseconds.self, text)
    try expectKernelText(Count.self, text)
    try expectKernelText(CPUWeight.self, text)
  }

  @Test(arguments: [
    ("", 0), ("\n", 0), ("max\n", 0), ("-1\n", 0), ("1 \n", 1), ("1\n\n", 2), ("1K\n", 1),
    ("18446744073709551616\n", 0),
  ])
  func anythingElseIsRefused(text: String, offset: Int) { expectRefusal(ByteCount.self, text, at: offset) }

  @Test func binaryMultiplesStopAtTheLargestNumber() {
    #expect(ByteCount.kibibytes(2) == .bytes(2048))
    #expect(ByteCount.mebibytes(512) == .bytes(536_870_912))
    #expect(ByteCount.gibibytes(1) == .bytes(1_073_741_824))
    #expect(ByteCount.gibibytes(1 << 34) == .bytes(.max))
    #expect(ByteCount.kibibytes(.max) == .bytes(.max))
  }

  @Test func unitsAreTheTypes() {
    #expect(ByteCount.unit == .bytes)
    #expect(PageCount.unit == .pages)
    #expect(Microseconds.unit == .microseconds)
    #expect(Milliseconds.unit == .milliseconds)
    #expect(Nanoseconds.unit == .nanoseconds)
    #expect(Count.unit == .count)
    #expect(ByteRate.unit == .bytesPerSecond)
    #expect(OperationRate.unit == .operationsPerSecond)
    #expect(Count(rawValue: 1) < Count(rawValue: 2))
    #expect(Count(rawValue: 1).structured == .number(1))
  }

  @Test func numbersThatWereMadeHereSurvivePrinting() {
    var numbers = SeededNumbers(seed: 8)
    for _ in 0..<1000 { #expect(survivesPrinting(ByteCount(rawValue: numbers.number()))) }
  }
}
