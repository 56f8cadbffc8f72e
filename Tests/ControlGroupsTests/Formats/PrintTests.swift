import ControlGroups
import Testing

@Suite struct PrintTests {
  @Test func decimalsPrintAsSwiftPrintsThem() {
    var numbers = SeededNumbers(seed: 1)
    var power: UInt64 = 1
    var values: [UInt64] = [0, .max, .max - 1, 1 << 63]
    for _ in 0..<20 {
      values += [power &- 1, power, power &+ 1]
      power = power &* 10
    }
    for _ in 0..<2000 { values.append(numbers.number()) }
    for value in values {
      var out = Array("x".utf8)
      printDecimal(value, to: &out)
      #expect(String(decoding: out, as: UTF8.self) == "x\(value)")
    }
  }

  @Test func lastDigitsHaveZerosInFront() {
    var out = Array("x".utf8)
    for (value, digits) in [(7, 3), (1234, 2), (0, 1), (0, 0), (1000, 4)] as [(UInt64, Int)] {
      printDigits(value, digits, to: &out)
    }
    #expect(String(decoding: out, as: UTF8.self) == "x0073401000")
  }

  @Test(arguments: [
    (0, "0.00"), (7, "0.07"), (1250, "12.50"), (10000, "100.00"), (UInt64.max, "184467440737095516.15"),
  ])
  func hundredthsHaveTwoDigits(value: UInt64, text: String) {
    var out: [UInt8] = []
    printHundredths(value, to: &out)
    #expect(String(decoding: out, as: UTF8.self) == text)
  }
}
