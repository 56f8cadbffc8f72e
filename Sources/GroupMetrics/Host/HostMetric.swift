/// One figure of the machine, declared once: the rows of screens, tables and documents about the host are projections of
/// `HostMetric.all`. One that means for the machine what a metric of the catalogue means for a group has its name behind
/// `host.`.
package struct HostMetric: Sendable {
  /// How it comes from the samples.
  enum Formula: Sendable {
    /// As read, times a factor.
    case value(HostKey, scale: Double)
    /// The growth of a counter for each second, times a factor.
    case rate(HostKey, scale: Double)
    /// The growth of a stall time, as a share of the interval.
    case stalled(HostKey)
    /// From several numbers.
    case computed(@Sendable (HostInterval) -> Double)
    /// Summed over the lowest block devices.
    case disks(@Sendable (DiskFigures) -> Double)
    /// Of the lowest block devices, the greatest.
    case busiest(@Sendable (DiskFigures) -> Double)
  }

  /// Such as `host.cpu.steal`.
  package let name: String
  package let unit: Metric.Unit
  package let kind: Metric.Kind
  /// One sentence.
  package let help: String
  /// The file that it is read from.
  package let file: HostFile
  /// The kernel's words for what is read there.
  package let source: String
  let formula: Formula

  init(
    _ name: String, _ unit: Metric.Unit, kind: Metric.Kind = .gauge, _ file: HostFile, _ source: String,
    _ formula: Formula, _ help: String
  ) {
    self.name = "host." + name
    self.unit = unit
    self.kind = kind
    self.file = file
    self.source = source
    self.formula = formula
    self.help = help
  }

  /// Its place in `all`, and in `HostFigures`.
  package static func index(_ name: String) -> Int? { byName[name] }

  private static let byName: [String: Int] = Dictionary(
    uniqueKeysWithValues: all.enumerated().map { ($1.name, $0) })

  /// Why its figure is missing, as the second half of a sentence.
  package func meaning(of missing: Missing) -> String {
    switch missing.reason {
    case .noFile: "this kernel has no /proc/\(file.path), or none is visible here"
    case .permission: "this user may not read /proc/\(file.path)"
    case .noKey: "this kernel's /proc/\(file.path) does not have it"
    case .unreadable: "/proc/\(file.path) could not be read"
    default: missing.meaning
    }
  }
}
