import GroupMetrics
import TerminalTesting
import Testing

@testable import TerminalUI

struct QuantisedTests {
  @Test func numbersComeBackWithinATwentiethOfAPercent() {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<20_000 {
      let exponent = Int(numbers.next() % 61) - 11
      let value = Double(sign: .plus, exponent: exponent, significand: 1 + Double(numbers.next() % 1_000_000) / 1e6)
      let back = Quantised.decode(Quantised.encode(value))
      #expect(abs(back - value) <= value * 0.0005)
    }
    for whole in 0...2048 { #expect(Quantised.decode(Quantised.encode(Double(whole))) == Double(whole)) }
  }

  @Test func theEndsHold() {
    #expect(Quantised.decode(Quantised.encode(.infinity)) == .infinity)
    #expect(Quantised.decode(Quantised.encode(1e-9)) == 0)
    let greatest = Quantised.decode(Quantised.encode(1e300))
    #expect(greatest.isFinite && greatest > 1e15)
    #expect(Quantised.decode(Quantised.encode(-1)) == 0)
  }

  @Test(arguments: Missing.Reason.allCases) func reasonsComeBack(_ reason: Missing.Reason) {
    for file in [nil] + SampledFile.allCases.map(Optional.some) {
      let missing = Missing(reason, file)
      #expect(Missing(packed: Quantised.decode(Quantised.encode(missing.packed))) == missing)
    }
  }
}
