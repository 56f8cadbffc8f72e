/// A group of series that is switched on and off together (`--collector.NAME`).
package enum Collector: String, CaseIterable, Hashable, Sendable {
  case cpu, memory, io, pids, pressure, network, oom, hugetlb, rdma, misc, dmem

  /// Whether it is on where nobody says: those of controllers that few machines use are not.
  package var isStandard: Bool { ![.hugetlb, .rdma, .misc, .dmem].contains(self) }

  /// Those that are on where nobody says.
  package static let standard = Set(allCases.filter(\.isStandard))
}

/// A Prometheus metric family, declared once.
package struct Family: Hashable, Sendable {
  /// What the TYPE line says.
  package enum Kind: String, Hashable, Sendable { case counter, gauge }

  /// Such as `cgroup_memory_events_total`.
  package let name: String
  package let kind: Kind
  /// Nil for what is always served.
  package let collector: Collector?
  /// The HELP line.
  package let help: String

  package init(_ name: String, _ kind: Kind, _ collector: Collector?, _ help: String) {
    self.name = name
    self.kind = kind
    self.collector = collector
    self.help = help
  }
}

/// The one series of a family that a metric serves for each group.
package struct Series: Sendable {
  package let family: Family
  /// Labels besides the group's own, such as `event="oom"`.
  package let labels: [Label]
  /// What the metric's number is multiplied by: series are in base units.
  package let scale: Double
  /// Whether the default page has it; others are asked for.
  package let isDefault: Bool

  package struct Label: Hashable, Sendable {
    package let name: String
    package let value: String
  }

  init(
    _ family: Family, _ labels: KeyValuePairs<String, String> = [:], scale: Double = 1, isDefault: Bool = true
  ) {
    self.family = family
    self.labels = labels.map { Label(name: $0, value: $1) }
    self.scale = scale
    self.isDefault = isDefault
  }
}
