internal import ControlGroups
package import GroupMetrics

/// The families of a page, and what each group gives to them: the catalogue's series, projected once.
package struct SeriesPlan: Sendable {
  /// One series of each group.
  package struct Row: Sendable {
    package let metric: MetricID
    package let scale: Double
    /// Labels besides the group's own, behind a comma: `,event="oom"`.
    package let labels: [UInt8]
  }

  /// A family, whole and in its place.
  package struct Entry: Sendable {
    package let family: Family
    package let rows: [Row]
    /// Of a family that has a series for each device, resource or region: what it is. It has no rows.
    package var keyed: KeyedMetric?
  }

  package let entries: [Entry]
  /// What must be sampled.
  package let metrics: [MetricID]

  /// The files of which each line must be kept.
  package var keyed: FileSet {
    entries.reduce(into: FileSet()) { if let file = $1.keyed?.file { $0.insert(FileSet(file)) } }
  }

  /// How many series a group has at most, but for those by device, resource and region.
  package var seriesPerGroup: Int { entries.reduce(0) { $0 + $1.rows.count } }

  /// - Parameters:
  ///   - collectors: those that are served.
  ///   - whole: of those, the ones served with all that they have and not the default alone.
  ///   - devices: whether the collector io serves figures by device as well.
  package init(_ collectors: Set<Collector>, whole: Set<Collector> = [], devices: Bool = false) {
    var order: [Family] = []
    var rows: [Family: [Row]] = [:]
    var keyed: [Family: KeyedMetric] = [:]
    for metric in Catalogue.metrics {
      guard let series = metric.series else { continue }
      if let collector = series.family.collector {
        guard collectors.contains(collector), series.isDefault || whole.contains(collector) else { continue }
      } else if !series.isDefault {
        continue
      }
      var labels: [UInt8] = []
      for label in series.labels {
        labels.append(UInt8(ascii: ","))
        var one: [UInt8] = []
        LabelText.append(label.name, .init(label.value), to: &one)
        labels.append(contentsOf: one)
      }
      if rows[series.family] == nil { order.append(series.family) }
      rows[series.family, default: []].append(Row(metric: metric.id, scale: series.scale, labels: labels))
    }
    for metric in Catalogue.keyed {
      guard let collector = metric.family.collector, collectors.contains(collector) else { continue }
      if metric.subject == .disk, !devices { continue }
      order.append(metric.family)
      keyed[metric.family] = metric
    }
    // What is always served comes first; within a collector the catalogue's order stays.
    let sorted = order.enumerated().sorted { left, right in
      (Self.place(left.element), left.offset) < (Self.place(right.element), right.offset)
    }
    entries = sorted.map { Entry(family: $0.element, rows: rows[$0.element] ?? [], keyed: keyed[$0.element]) }
    metrics = entries.flatMap { $0.rows.map(\.metric) }
  }

  /// The files that a collector reads.
  func files(of collector: Collector) -> FileSet {
    let entries = entries.filter { $0.family.collector == collector }
    let metrics =
      collector == .oom
      ? OomGroup.metrics
      : entries.flatMap { $0.rows.map(\.metric) }
    let keyed = entries.compactMap { $0.keyed.map { FileSet($0.file) } }
    return metrics.reduce(into: FileSet(keyed)) { $0.formUnion(Catalogue[$1].files) }
  }

  /// Whether a collector has more than it serves by default.
  package static func hasMore(_ collector: Collector) -> Bool {
    Catalogue.metrics.contains { $0.series?.family.collector == collector && $0.series?.isDefault == false }
  }

  /// The files of what no switch turns off.
  var alwaysServed: FileSet {
    entries.filter { $0.family.collector == nil }.flatMap { $0.rows.map(\.metric) }
      .reduce(into: FileSet()) { $0.formUnion(Catalogue[$1].files) }
  }

  private static let collectorOrder: [Collector] = [
    .cpu, .memory, .pressure, .io, .pids, .network, .oom, .hugetlb, .rdma, .misc, .dmem,
  ]

  private static func place(_ family: Family) -> Int {
    family.collector.flatMap { collectorOrder.firstIndex(of: $0) } ?? -1
  }
}
