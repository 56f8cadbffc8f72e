/// The list of all metrics: columns of screens and tables, words of queries, ids in JSON, series and documents are
/// projections of it. To add a metric is to add one declaration in `Rows`.
package enum Catalogue {
  /// All, in the order of documents; a metric stands behind those it is computed from.
  package static let metrics: [Metric] = metrics(
    of: CPURows.all + MemoryRows.all + MemoryStatRows.all + EventRows.all + IORows.all + PidsRows.all
      + PressureRows.all + NetworkRows.all + HugetlbRows.all + CoreRows.all)

  /// Figures by device, resource and region, in the order of documents.
  package static let keyed: [KeyedMetric] = placed(
    IORows.keyed + RDMARows.keyed + MiscRows.keyed + DmemRows.keyed)

  /// Those of a file, by place.
  package static func keyed(of file: SampledFile) -> [KeyedMetric] { keyed.filter { $0.file == file } }

  private static func placed(_ metrics: [KeyedMetric]) -> [KeyedMetric] {
    var counts: [SampledFile: Int] = [:]
    return metrics.map { metric in
      var metric = metric
      metric.place = counts[metric.file, default: 0]
      counts[metric.file] = metric.place + 1
      return metric
    }
  }

  private static let byName: [String: Int] = Dictionary(
    uniqueKeysWithValues: metrics.map { ($0.name, $0.id.index) })

  /// The metric of a name; nil for a word that is none.
  package static func find(_ name: String) -> Metric? { byName[name].map { metrics[$0] } }

  /// The id of a metric that is surely there.
  package static func id(_ name: StaticString) -> MetricID {
    guard let index = byName["\(name)"] else { preconditionFailure("no metric \(name)") }
    return metrics[index].id
  }

  /// The row of an id.
  package static subscript(_ id: MetricID) -> Metric { metrics[id.index] }

  /// With the metrics that these are computed from, in order.
  package static func closure(of asked: some Sequence<MetricID>) -> [MetricID] {
    var found = Set(asked)
    var open = Array(found)
    while let id = open.popLast() {
      for name in metrics[id.index].formula.after {
        if let index = byName[name], found.insert(metrics[index].id).inserted { open.append(metrics[index].id) }
      }
    }
    return found.sorted()
  }

  private static func metrics(of declarations: [Declaration]) -> [Metric] {
    var files: [String: FileSet] = [:]
    return declarations.enumerated().map { index, row in
      var needed = FileSet()
      for key in row.formula.keys { needed.insert(FileSet(key.file)) }
      if case .bySampler(let own, _) = row.formula { for file in own { needed.insert(FileSet(file)) } }
      for name in row.formula.after { needed.formUnion(files[name] ?? []) }
      files[row.name] = needed
      let id = MetricID(index)
      return Metric(
        id: id, name: row.name, unit: row.unit, kind: row.kind, help: row.help, files: needed, formula: row.formula,
        column: Column(
          name: row.name, title: row.title, width: max(row.width, row.title.utf8.count), format: row.format,
          cell: .metric(id)),
        series: row.series)
    }
  }
}
