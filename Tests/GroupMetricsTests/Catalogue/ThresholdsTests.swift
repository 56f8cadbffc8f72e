import Testing

@testable import GroupMetrics

/// From which figures on metrics are worth a look.
struct ThresholdsTests {
  @Test func sharesAndStallsHaveSome() {
    for metric in Catalogue.metrics {
      let found = Thresholds(metric.id)
      let expected: Double =
        if metric.unit != .ratio {
          .infinity
        } else if metric.name.hasSuffix(".share") {
          0.85
        } else {
          metric.name.contains("pressure") || metric.name == "cpu.throttled" ? 0.1 : .infinity
        }
      #expect(found.warning == expected, "\(metric.name)")
      #expect(found.severe == (expected == 0.85 ? 0.95 : expected == 0.1 ? 0.4 : .infinity), "\(metric.name)")
    }
  }
}
