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
    #expect(normal.seriesPerDevice == 0 && whole.seriesPerDevice == DeviceCounter.allCases.count)
  }

  @Test func namesFollowPrometheus() {
    for family in whole.entries.map(\.family) + OwnFamilies.all {
      #expect(family.name.wholeMatch(of: /[a-z][a-z0-9_]*/) != nil)
      #expect(family.name.hasSuffix("_total") == (family.kind == .counter), "\(family.name)")
      #expect(!family.help.isEmpty && !family.help.contains("\n"))
      for unit in ["_usec", "_milliseconds", "_percent", "_kilobytes"] { #expect(!family.name.hasSuffix(unit)) }
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
