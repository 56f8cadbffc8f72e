/// From which figures on a metric is worth a look, and from which on it is severe: near a limit, or stalled. The colours of
/// `weir stat` and those of the screen are by the same. Infinite where no figure is.
package struct Thresholds: Sendable {
  package let warning: Double
  package let severe: Double

  private static let stalls = ["cpu.pressure", "memory.pressure", "io.pressure", "irq.pressure"]

  /// Compares names: to be found once for a column.
  package init(_ metric: MetricID) {
    let name = Catalogue[metric].name
    if Catalogue[metric].unit == .ratio, name.hasSuffix(".share") {
      (warning, severe) = (0.85, 0.95)
    } else if Catalogue[metric].unit == .ratio,
      name == "cpu.throttled" || Self.stalls.contains(where: { name.hasPrefix($0) })
    {
      (warning, severe) = (0.1, 0.4)
    } else {
      (warning, severe) = (.infinity, .infinity)
    }
  }
}
