import ControlGroups
import Testing

@testable import GroupMetrics

/// Figures by device, resource and region are declared whole.
struct KeyedMetricTests {
  @Test(arguments: Set(Catalogue.keyed.map(\.file))) func keysAreThoseOfTheLibrary(_ file: SampledFile) {
    let metrics = Catalogue.keyed(of: file)
    #expect(metrics.map(\.place) == Array(0..<metrics.count) && metrics.count <= 6)
    #expect(Set(metrics.map(\.subject)).count == 1 && Set(metrics.map(\.key)).count == metrics.count)
    let known = file.row?.row.keys.map(\.name) ?? []
    switch file.grammar {
    case .named: #expect(known.isEmpty)
    // Of io.stat what the kernel counts for each device, of a setting all that can be set.
    case .devices: #expect(Set(metrics.map(\.key)) == Set(DeviceCounter.allCases.map(\.rawValue)).intersection(known))
    case .nested: #expect(Set(metrics.map(\.key)) == Set(known))
    default: Issue.record("\(file) has no lines of its own")
    }
  }

  @Test func namesAndSeriesDiffer() {
    #expect(Set(Catalogue.keyed.map(\.name)).count == Catalogue.keyed.count)
    #expect(Catalogue.keyed.allSatisfy { Catalogue.find($0.name) == nil || $0.file == .ioStat })
    let families = Set(Catalogue.metrics.compactMap(\.series?.family.name))
    for metric in Catalogue.keyed {
      #expect(metric.family.name.hasSuffix("_total") == (metric.family.kind == .counter), "\(metric.name)")
      #expect(metric.help.hasSuffix(".") && metric.family.help.contains(metric.file.name), "\(metric.name)")
      #expect(!families.contains(metric.family.name), "\(metric.name)")
    }
    #expect(Catalogue.keyed.first { $0.file == .miscEvents }?.name == "misc.events.max")
    #expect(Catalogue.keyed.first { $0.file == .dmemLow }?.name == "dmem.low")
    #expect(Catalogue.keyed.first { $0.file == .ioLatency }?.name == "io.latency.target")
  }

  /// Whoever is served by default has none, and nothing of them is read for it.
  @Test func noneIsOfTheDefault() {
    for metric in Catalogue.keyed {
      #expect(metric.subject == .disk || metric.family.collector?.isStandard == false, "\(metric.name)")
    }
    let read = Catalogue.metrics.filter { $0.series != nil }.reduce(into: FileSet()) { $0.formUnion($1.files) }
    let keyed = FileSet(Catalogue.keyed.map { FileSet($0.file) })
    #expect(read.intersection(keyed) == FileSet(.ioStat))
  }
}
