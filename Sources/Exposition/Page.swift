internal import ContainerIdentity
package import ControlGroups
package import GroupMetrics

/// Builds the page of all groups, fresh each time, into buffers that are used again.
///
/// Of one thread; its bytes may go to others.
package final class Page {
  /// What a page is made of.
  package struct Options: Sendable {
    package var collectors: Set<Collector> = Set(Collector.allCases)
    /// Served with all that they have, and not the default alone.
    package var whole: Set<Collector> = []
    package var filter = GroupFilter()
    /// Series of groups at most.
    package var maxSeries = 50_000
    /// Files that are kept open.
    package var budget = 4096

    package init() {}
  }

  private let hierarchy: Hierarchy
  private let options: Options
  package let plan: SeriesPlan
  private let sampler: Sampler
  private var groups: ServedGroups
  private var kills = OomTracker()
  private var text = PageText()
  private let born = Catalogue.id("start_time")
  private let dying = Catalogue.id("cgroup.stat.nr_dying_descendants")

  package init(_ hierarchy: Hierarchy, _ options: Options = Options()) {
    self.hierarchy = hierarchy
    self.options = options
    plan = SeriesPlan(options.collectors, whole: options.whole)
    var metrics = plan.metrics + options.filter.metrics + [born, dying]
    if options.collectors.contains(.oom) { metrics += OomGroup.metrics }
    sampler = Sampler(
      hierarchy, metrics: metrics, Sampler.Options(budget: options.budget, timesFiles: true), enters: Self.enters)
    groups = ServedGroups(
      hierarchy, capacity: options.maxSeries / max(1, plan.seriesPerGroup + 2), filter: options.filter)
  }

  /// What is in a container or machine is part of it.
  private static func enters(_ group: ControlGroup) -> Bool {
    let kind = PathPattern.kind(of: group.path)
    return kind != .container && kind != .machine
  }

  /// Reads everything once, and writes the page.
  package func scrape() throws(ControlGroupError) -> [UInt8] {
    let snapshot = try sampler.sample()
    groups.update(snapshot, born)
    text.clear()
    text.begin(OwnFamilies.info)
    for slot in groups.order {
      if let served = groups.served[slot] { text.sample(served.info, 1) }
    }
    for entry in plan.entries {
      text.begin(entry.family)
      for slot in groups.order {
        guard let served = groups.served[slot] else { continue }
        for row in entry.rows {
          let number = snapshot.packed(row.metric, slot)
          // A limit of `max` is an absent series, as is a figure that is missing.
          if number.isFinite { text.sample(served.labels, number, and: row.labels, scale: row.scale) }
        }
      }
    }
    if options.collectors.contains(.oom) { writeKills(snapshot) }
    writeOwn(snapshot)
    return text.bytes
  }

  /// A page for a host that has no cgroup v2 hierarchy: that alone.
  package static func without(version: HierarchyVersion) -> [UInt8] {
    var text = PageText()
    text.begin(OwnFamilies.hierarchy)
    text.sample("version", version.rawValue, 1)
    return text.bytes
  }

  private func writeKills(_ snapshot: Snapshot) {
    var names: [UInt64: ByteText] = [:]
    for slot in groups.order { names[snapshot.groups[slot]?.inode ?? 0] = groups.served[slot]?.identity }
    let all = OomGroup.all(of: snapshot) { ($0.path, names[$0.inode] ?? ByteText("")) }
    _ = kills.observe(all, hostKills: hierarchy.isMachineRoot ? hostKills() : nil)
    text.begin(OwnFamilies.oomKills)
    for (name, count) in kills.totals.sorted(by: { $0.name < $1.name }) where !name.bytes.isEmpty {
      text.sample(name.bytes, Double(count))
    }
  }

  /// /proc/vmstat `oom_kill` (Linux 4.13).
  private func hostKills() -> UInt64? {
    guard let lines = hierarchy.proc("vmstat")?.split(separator: UInt8(ascii: "\n")) else { return nil }
    for line in lines where line.starts(with: "oom_kill ".utf8) {
      return UInt64(String(decoding: line.dropFirst("oom_kill ".utf8.count), as: UTF8.self))
    }
    return nil
  }

  private func writeOwn(_ snapshot: Snapshot) {
    text.begin(OwnFamilies.groups)
    text.sample("state", "served", Double(groups.order.count))
    text.sample("state", "left_out", Double(groups.leftOut))
    text.sample("state", "unnamed", Double(groups.unnamed))
    if let root = snapshot.slots.first, let number = snapshot.number(dying, root) {
      text.begin(OwnFamilies.dying)
      text.sample([], number)
    }
    text.begin(OwnFamilies.success)
    for collector in Collector.allCases where options.collectors.contains(collector) {
      text.sample("collector", collector.rawValue, isWhole(collector, snapshot) ? 1 : 0)
    }
    text.begin(OwnFamilies.duration)
    for collector in Collector.allCases where options.collectors.contains(collector) {
      text.sample("collector", collector.rawValue, Double(sampler.nanoseconds(in: files(of: collector))) / 1e9)
    }
    text.begin(OwnFamilies.hierarchy)
    text.sample("version", hierarchy.kind == .hybrid ? "hybrid" : "2", 1)
  }

  private func files(of collector: Collector) -> FileSet {
    let metrics =
      collector == .oom
      ? OomGroup.metrics : plan.entries.filter { $0.family.collector == collector }.flatMap { $0.rows.map(\.metric) }
    return metrics.reduce(into: FileSet()) { $0.formUnion(Catalogue[$1].files) }
  }

  /// Whether every file of a collector that is there could be read in every group: one that this user may not read, or
  /// that answered with an error, makes it blind.
  private func isWhole(_ collector: Collector, _ snapshot: Snapshot) -> Bool {
    for entry in plan.entries where entry.family.collector == collector {
      for row in entry.rows {
        for slot in groups.order {
          let number = snapshot.packed(row.metric, slot)
          if number.isNaN, [.permission, .unreadable].contains(Missing(packed: number).reason) { return false }
        }
      }
    }
    return true
  }
}

/// Which versions of control groups a host runs.
package enum HierarchyVersion: String, Sendable { case two = "2", hybrid, one = "1" }
