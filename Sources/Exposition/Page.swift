internal import ContainerIdentity
package import ControlGroups
package import GroupMetrics

/// Builds the page of all groups, fresh each time, into buffers that are used again.
///
/// Of one thread; its bytes may go to others.
package final class Page {
  /// What a page is made of.
  package struct Options: Sendable {
    package var collectors = Collector.standard
    /// Served with all that they have, and not the default alone.
    package var whole: Set<Collector> = []
    /// Whether the collector io serves figures by device as well.
    package var devices = false
    package var filter = GroupFilter()
    /// Series of groups at most.
    package var maxSeries = 50_000
    /// Files that are kept open.
    package var budget = 4096
    /// Whether OOM kills are watched for between pages: of a live hierarchy, by a thread that ends with the page.
    package var watchesKills = false

    package init() {}
  }

  private let hierarchy: Hierarchy
  private let options: Options
  package let plan: SeriesPlan
  private let sampler: Sampler
  private var groups: ServedGroups
  private var kills = OomTracker()
  /// The groups of the last page with what their kills are counted by, made anew only where groups or names were looked at
  /// anew (`ServedGroups.changes`).
  private var oomGroups: (groups: [OomGroup], changes: Int) = ([], 0)
  private let watch: OomWatch?
  /// Asks state on disk anew, only where groups went and a kill must be placed among them.
  private var evidence: IdentityResolver
  private var text = PageText()
  private var keyedLabels = KeyedLabels()
  private let host: HostReader
  /// The files that every page needs, whatever its collectors.
  private let always: FileSet
  /// What the files of each collector that is served are.
  private let files: [(collector: Collector, files: FileSet)]
  /// Those of them that the last page was asked for.
  private var asked: [(collector: Collector, files: FileSet)] = []
  /// Collectors of the last page that a file kept blind: it may not be read by this user, or answered with an error. The
  /// first such reason of each.
  private var blind: [Collector: Missing] = [:]
  /// Collectors that the last page had no time for.
  private var late: Set<Collector> = []
  /// What each collector took when it was last read, or had taken when it was given up: nanoseconds.
  private var costs: [Collector: UInt64] = [:]
  /// Whether the root of all groups was gone at the last page.
  package private(set) var isGone = false
  /// Whether a scrape would find the root of all groups: a look, and no reading.
  package var hasRoot: Bool { hierarchy.hasRoot }
  private var pages = 0
  private var writing = PageWriting()
  private let born = Catalogue.id("start_time")
  private lazy var reader = PageReport.reader(hierarchy.calls)

  package init(_ hierarchy: Hierarchy, _ options: Options = Options()) {
    self.hierarchy = hierarchy
    self.options = options
    host = HostReader(hierarchy)
    let plan = SeriesPlan(options.collectors, whole: options.whole, devices: options.devices)
    self.plan = plan
    files = Collector.allCases.filter { options.collectors.contains($0) }.map { ($0, plan.files(of: $0)) }
    always = (options.filter.metrics + [born]).reduce(into: plan.alwaysServed) {
      $0.formUnion(Catalogue[$1].files)
    }
    var metrics = plan.metrics + options.filter.metrics + [born]
    if options.collectors.contains(.oom) { metrics += OomGroup.metrics }
    sampler = Sampler(
      hierarchy, metrics: metrics, keyed: plan.keyed, Sampler.Options(budget: options.budget, timesFiles: true),
      enters: { PathPattern.mayHoldRows($0.path) })
    groups = ServedGroups(hierarchy, filter: options.filter)
    evidence = IdentityResolver(of: hierarchy)
    let victims = WatchedVictims(filter: options.filter)
    watch =
      options.watchesKills && options.collectors.contains(.oom)
      ? OomWatch(hierarchy, byIdentity: victims.name) : nil
  }

  /// Reads everything once, and writes the page.
  ///
  /// - Parameters:
  ///   - deadline: on the monotonic clock. Collectors that cannot be read and written by then are left out whole.
  ///   - only: of the collectors that are on, those that are asked for; nil for all.
  package func scrape(
    by deadline: UInt64? = nil, only: Set<Collector>? = nil
  ) throws(ControlGroupError) -> [UInt8] {
    asked = files.filter { only?.contains($0.collector) ?? true }
    isGone = hierarchy.isGone
    if isGone { return withoutGroups() }
    // The machine's own count first, as the tracker wants it.
    let hostKills = asks(.oom) && hierarchy.isMachineRoot ? host.oomKills() : nil
    let snapshot = try read(by: deadline.map(beforeWriting), isPart: only != nil)
    // A root that was removed from a live hierarchy does not show even itself.
    isGone = snapshot.slots.isEmpty
    let readAt = hierarchy.calls.monotonicNanoseconds
    groups.update(snapshot, born, SeriesBudget(plan, snapshot, atMost: options.maxSeries))
    let chosenAt = hierarchy.calls.monotonicNanoseconds
    text.clear()
    defer {
      writing.note(
        choosing: chosenAt &- readAt, writing: hierarchy.calls.monotonicNanoseconds &- chosenAt, bytes: text.bytes.count
      )
    }
    blind.removeAll(keepingCapacity: true)
    text.begin(OwnFamilies.info)
    for slot in groups.order {
      if let served = groups.served[slot] { text.sample(served.info, 1) }
    }
    for entry in plan.entries {
      if let collector = entry.family.collector, !asks(collector) || late.contains(collector) { continue }
      text.begin(entry.family)
      if let metric = entry.keyed { writeKeyed(metric, snapshot) }
      if !entry.rows.isEmpty { write(entry, snapshot, &text) }
    }
    if asks(.oom), !late.contains(.oom) { writeKills(snapshot, hostKills) }
    writeOwn(snapshot)
    return text.bytes
  }

  /// The page where the root is gone: what is still open tells of nothing that is there.
  private func withoutGroups() -> [UInt8] {
    groups.clear()
    blind.removeAll()
    late.removeAll()
    costs.removeAll()
    text.clear()
    writeOwn(nil)
    return text.bytes
  }

  /// When reading must end for the page to be written by a deadline, as far as the last one tells; no less than half of the
  /// time is for reading.
  private func beforeWriting(_ deadline: UInt64) -> UInt64 {
    let now = hierarchy.calls.monotonicNanoseconds
    return deadline > now ? deadline - min(writing.nanoseconds, (deadline - now) / 2) : deadline
  }

  /// Every so many pages a collector that took too long is tried again.
  private static let patience = 16

  private func asks(_ collector: Collector) -> Bool { asked.contains { $0.collector == collector } }

  /// One family of all groups.
  ///
  /// - Parameter text: the page's, lent once: a field of a class is looked after at each use.
  private func write(_ entry: SeriesPlan.Entry, _ snapshot: Snapshot, _ text: inout PageText) {
    // What each row needs is looked up once, and not for each group.
    let rows = entry.rows.map { (column: snapshot.column($0.metric), labels: $0.labels, scale: $0.scale) }
    let (order, labels, ranges) = (groups.order, groups.labels, groups.ranges)
    // Most groups lack a figure for the same reason: each is looked at once.
    var seen: UInt64?
    func write(_ number: Double, _ place: Int, _ more: [UInt8], _ scale: Double) {
      // A limit of `max` is an absent series, as is a figure that is missing.
      if number.isFinite {
        text.sample(labels, ranges[place], number, and: more, scale: scale)
      } else if number.isNaN, number.bitPattern != seen {
        seen = number.bitPattern
        note(Missing(packed: number), entry.family.collector)
      }
    }
    // Most families have one row: its arrays are retained once, and not for each group.
    if rows.count == 1 {
      let (column, more, scale) = rows[0]
      for place in order.indices { write(column[order[place]], place, more, scale) }
      return
    }
    for place in order.indices {
      for row in rows.indices { write(rows[row].column[order[place]], place, rows[row].labels, rows[row].scale) }
    }
  }

  private func writeKeyed(_ metric: KeyedMetric, _ snapshot: Snapshot) {
    guard let figures = snapshot.keyed(metric.file) else { return }
    let labels = keyedLabels.all(of: figures, metric.subject)
    for (slot, range) in zip(groups.order, groups.ranges) {
      for row in figures.rows(slot) where row[metric].isFinite {
        text.sample(groups.labels, range, row[metric], and: labels[row.name], scale: metric.scale)
      }
      if let missing = figures.missing(slot) { note(missing, metric.family.collector) }
    }
  }

  /// Keeps the first reason why a collector is blind.
  private func note(_ missing: Missing, _ collector: Collector?) {
    if missing.isBlindness, let collector, blind[collector] == nil { blind[collector] = missing }
  }

  private func read(by deadline: UInt64?, isPart: Bool) throws(ControlGroupError) -> Snapshot {
    pages += 1
    late.removeAll(keepingCapacity: true)
    if deadline == nil, !isPart {
      let snapshot = try sampler.sample()
      for entry in asked { costs[entry.collector] = sampler.nanoseconds(in: entry.files) }
      return snapshot
    }
    // What every page has, and then the collectors in their order; those on trial come last.
    let tries = pages % Self.patience == 0
    let known = asked.map { (collector: $0.collector, files: $0.files, cost: costs[$0.collector] ?? 0) }
    let order = tries ? known.sorted { $0.cost < $1.cost } : known
    let sets = order.map { TimedSet($0.files, cost: tries ? 0 : $0.cost) }
    let (snapshot, isRead) = try sampler.sample(
      [TimedSet(always, isRequired: true)] + sets, by: deadline ?? .max)
    for (place, entry) in order.enumerated() {
      let spent = sampler.nanoseconds(in: entry.files)
      if isRead[place + 1] {
        costs[entry.collector] = spent
      } else {
        late.insert(entry.collector)
        costs[entry.collector] = max(entry.cost, spent)
      }
    }
    return snapshot
  }

  /// How many groups are watched for kills; nil where none are: for tests.
  package var watched: Int? { watch?.count }

  /// What the last page had.
  package var report: PageReport {
    var report = PageReport()
    report.reader = reader
    report.isGone = isGone
    report.served = groups.order.count
    report.leftOut = groups.leftOut
    report.collectors = asked.map { ($0.collector, blind[$0.collector]) }
    report.late = asked.map(\.collector).filter { late.contains($0) }
    var reasons: [String: Int] = [:]
    for slot in groups.order {
      if let served = groups.served[slot], served.isUnnamed {
        reasons[served.unnamedBecause ?? "its path alone tells of it", default: 0] += 1
      }
    }
    report.unnamed = reasons.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    return report
  }

  private func writeKills(_ snapshot: Snapshot, _ hostKills: UInt64?) {
    if oomGroups.changes == groups.changes {
      OomGroup.count(&oomGroups.groups, in: snapshot)
    } else {
      oomGroups = (OomGroup.all(of: snapshot) { _, slot in groups.victims[slot] }, groups.changes)
    }
    // What is told after the groups were read holds all that they counted, or will at the next page.
    _ = kills.observe(oomGroups.groups, hostKills: hostKills, watched: watch?.take()) { candidate in
      evidence.beginRound()
      return evidence.wasOomKilled(candidate.row) ? .killed : .unknown
    }
    text.begin(OwnFamilies.oomKills)
    // A name is empty where a query leaves out all that is above, too.
    kills.forEachSorted { name, count in
      if !name.bytes.isEmpty { text.sample(name.bytes, Double(count)) }
    }
  }

  private func isWhole(_ collector: Collector) -> Bool {
    blind[collector] == nil && !late.contains(collector) && !isGone
  }

  private func writeOwn(_ snapshot: Snapshot?) {
    text.begin(OwnFamilies.groups)
    text.sample("state", "served", Double(groups.order.count))
    text.sample("state", "left_out", Double(groups.leftOut))
    text.sample("state", "unnamed", Double(groups.unnamed))
    // Of the root alone: no other group's is on the page.
    if let dying = (try? snapshot?.slots.first.flatMap { sampler.group($0) }?.core.stat.read())?.nrDyingDescendants {
      text.begin(OwnFamilies.dying)
      text.sample([], Double(dying.rawValue))
    }
    text.begin(OwnFamilies.success)
    for (collector, _) in asked { text.sample("collector", collector.rawValue, isWhole(collector) ? 1 : 0) }
    text.begin(OwnFamilies.duration)
    for (collector, files) in asked {
      // Where nothing was read the sampler still has the time of the reading before.
      let spent = snapshot == nil ? 0 : sampler.nanoseconds(in: files)
      text.sample("collector", collector.rawValue, Double(spent) / 1e9)
    }
    text.begin(OwnFamilies.hierarchy)
    text.sample("version", hierarchy.kind == .hybrid ? "hybrid" : "2", 1)
  }
}

extension Missing {
  /// Whether a file was there and could not be read, rather than having nothing to say.
  fileprivate var isBlindness: Bool { reason == .permission || reason == .unreadable }
}
