import GroupMetrics
import Testing

@testable import Exposition

struct SeriesPlanTests {
  private let normal = SeriesPlan(Collector.standard)
  private let whole = SeriesPlan(Set(Collector.allCases), whole: Set(Collector.allCases), devices: true)

  @Test func aGroupHasAtMostThirtySeriesByDefault() {
    // And its cgroup_info, and its share of cgroup_oom_kills_total.
    #expect(normal.seriesPerGroup + 2 <= 30)
    #expect(normal.seriesPerGroup > 20)
    #expect(whole.seriesPerGroup > normal.seriesPerGroup)
    // By device, resource and region there may be any number: none of them by default, each once where all is asked for.
    #expect(normal.keyed.isEmpty && normal.entries.allSatisfy { $0.keyed == nil })
    #expect(whole.entries.count { $0.keyed != nil } == Catalogue.keyed.count)
  }

  @Test func oneCollectorWholeLeavesTheOthersAsTheyAre() {
    func names(_ plan: SeriesPlan, _ collector: Collector?) -> [String] {
      plan.entries.filter { $0.family.collector == collector }.flatMap { entry in
        entry.rows.map { entry.family.name + String(decoding: $0.labels, as: UTF8.self) }
      }
    }
    for collector in Collector.standard {
      let plan = SeriesPlan(Collector.standard, whole: [collector])
      for other in [nil] + Collector.standard.map(Optional.some) where other != collector {
        #expect(names(plan, other) == names(normal, other))
      }
      #expect((names(plan, collector) != names(normal, collector)) == SeriesPlan.hasMore(collector))
    }
    #expect(Collector.allCases.filter { !SeriesPlan.hasMore($0) } == [.oom, .rdma, .misc, .dmem])
  }

  /// The default page reads no file for what is asked for by device, resource or region.
  @Test func aFileIsReadWhereItIsAskedFor() {
    func files(_ plan: SeriesPlan) -> FileSet { FileSet(Collector.allCases.map(plan.files)) }
    let keyed = FileSet(Catalogue.keyed.map { FileSet($0.file) })
    #expect(files(normal).intersection(keyed) == FileSet(.ioStat))
    #expect(files(whole).isSuperset(of: keyed))
    #expect(
      files(SeriesPlan(Collector.standard, devices: true)).subtracting(files(normal)).files == [.ioMax, .ioLatency])
    let misc = files(SeriesPlan(Collector.standard.union([.misc]))).subtracting(files(normal))
    #expect(misc.files == [.miscCurrent, .miscMax, .miscEvents])
  }

  @Test func namesFollowPrometheus() {
    for family in whole.entries.map(\.family) + OwnFamilies.all {
      #expect(family.name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil)
      #expect(family.name.hasSuffix("_total") == (family.kind == .counter), "\(family.name)")
      #expect(!family.help.isEmpty && !family.help.contains("\n"))
      for unit in ["_usec", "_milliseconds", "_percent", "_kilobytes"] { #expect(!family.name.hasSuffix(unit)) }
    }
  }

  /// What the fixture's page has not, being of a copy that is read once: queries rely on these as well.
  @Test func whatACopyHasNotIsNamedAndTyped() {
    let served = (normal.entries.map(\.family) + OwnFamilies.all).reduce(into: [:]) { $0[$1.name] = $1.kind }
    #expect(served["cgroup_start_time_seconds"] == .gauge)
    for name in ["oom_kills", "network_receive_bytes", "network_transmit_bytes"] {
      #expect(served["cgroup_\(name)_total"] == .counter, "\(name)")
    }
  }

  @Test func aFamilyIsThereOnceAndItsSeriesDiffer() {
    let names = whole.entries.map(\.family.name) + OwnFamilies.all.map(\.name)
    #expect(Set(names).count == names.count)
    for entry in whole.entries {
      #expect(Set(entry.rows.map(\.labels)).count == entry.rows.count, "\(entry.family.name)")
    }
  }

  @Test func aCollectorThatIsOffLeavesNothing() {
    for collector in Collector.allCases {
      let plan = SeriesPlan(Set(Collector.allCases).subtracting([collector]))
      #expect(!plan.entries.contains { $0.family.collector == collector })
    }
  }
}
