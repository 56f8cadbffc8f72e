import Testing

@testable import Exposition

struct SampleNumberTests {
  private func text(_ number: Double, _ scale: Double = 1) -> String {
    var out: [UInt8] = []
    SampleNumber.append(number, scale: scale, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  @Test(arguments: [
    (0.0, 1.0, "0"), (1e8, 1, "100000000"), (9_007_199_254_740_991, 1, "9007199254740991"), (-3, 1, "-3"),
    (0.5, 1, "0.5"), (1_500_000, 1e-6, "1.5"), (1, 1e-6, "0.000001"), (2_000_000, 1e-6, "2"),
    (25_001, 1e-6, "0.025001"),
    (.infinity, 1, "+Inf"), (-.infinity, 1, "-Inf"), (.nan, 1, "NaN"),
  ])
  func prints(_ row: (number: Double, scale: Double, text: String)) { #expect(text(row.number, row.scale) == row.text) }

  @Test func whatIsPrintedReadsAsTheSame() {
    for number in [0.1, 1.0 / 3, 1e300, Double.leastNonzeroMagnitude, 123_456.789] {
      #expect(Double(text(number)) == number)
    }
  }
}
