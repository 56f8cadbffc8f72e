internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// The rows of one interval, sorted.
struct StatList {
  struct Row {
    let slot: Int
    let path: GroupPath
    let group: GroupIdentity
    let target: ByteText
  }

  let snapshot: Snapshot
  /// Seconds since the sample before.
  let interval: Double
  let rows: [Row]
  /// The first row; nil where groups were asked for by name or by a query.
  let host: StatHost?
  /// OOM kills that became known in the interval; nil where nobody counts them.
  var kills: [OomKill]?
  /// How much of the machine's CPU time was idle, packed; nil where causes of pressure are not asked for.
  let idle: Double?

  /// The slots of rows that are within no other row: what is within another one is in that one's figures already.
  private let outermost: [Int]

  init(snapshot: Snapshot, interval: Double, rows: [Row], host: StatHost?, idle: Double? = nil) {
    self.snapshot = snapshot
    self.interval = interval
    self.rows = rows
    self.host = host
    self.idle = idle
    var isShown = [Bool](repeating: false, count: snapshot.groups.count)
    for row in rows { isShown[row.slot] = true }
    outermost = rows.lazy.map(\.slot).filter { slot in
      var above = snapshot.groups[slot]?.parent
      while let here = above, !isShown[here] { above = snapshot.groups[here]?.parent }
      return above == nil
    }
  }

  /// What the rows use together. Nil where none has a figure.
  func total(_ metric: MetricID) -> Double? {
    guard Catalogue[metric].addsUp else { return nil }
    return outermost.reduce(nil) { sum, slot in
      snapshot.number(metric, slot).map { (sum ?? 0) + $0 } ?? sum
    }
  }
}

/// Samples, names, chooses and sorts.
struct StatRows {
  private let sampler: Sampler
  private let columns: StatColumns
  private let targets: Set<GroupPath>
  private var names: IdentityCache
  private var before: UInt64 = 0
  /// The groups of the sample before, nil where they must be looked at anew; and what was found of them: rows in the order
  /// of names. Most samples have the same groups.
  private var sampled: Snapshot.Population?
  private var known: [StatList.Row] = []
  /// When files of state were last looked at.
  private var named: UInt64 = 0
  /// What must hold of a row that is shown; its metrics must be sampled.
  var selector: Selector? { didSet { sampled = nil } }
  private var scratch = Selector.Scratch()
  /// The machine, where it is read for the causes of pressure alone.
  private let machine: HostReader?
  private let tellsCauses: Bool
  /// Whether a row stands by its name; else by its path.
  var showsNames = true

  /// - Parameters:
  ///   - everywhere: whether to sample all groups, and not the targets alone. Of what is in a container only what stands
  ///     beside a target, or on the way to it.
  ///   - tellsCauses: whether to sample what tells the causes of CPU pressure.
  init(
    _ hierarchy: Hierarchy, _ columns: StatColumns, targets: [GroupPath], also metrics: [MetricID] = [],
    everywhere: Bool = false, readsHost: Bool = false, tellsCauses: Bool = false
  ) {
    self.tellsCauses = tellsCauses
    machine = tellsCauses && !readsHost ? HostReader(hierarchy) : nil
    self.columns = columns
    self.targets = Set(targets)
    names = IdentityCache(IdentityResolver(of: hierarchy))
    let ways = Set(targets.flatMap { $0.parent?.selfAndAncestors ?? [] })
    sampler = Sampler(
      hierarchy,
      metrics: columns.sampled + metrics + (readsHost ? [VerdictMetric.cpuThrottledBelow] : [])
        + (tellsCauses ? CPUPressureCause.metrics : []),
      roots: targets.isEmpty || everywhere ? [.root] : targets, Sampler.Options(readsHost: readsHost),
      enters: { ways.contains($0.path) || PathPattern.mayHoldRows($0.path) })
  }

  mutating func sample() throws -> StatList {
    let idle = machine?.read().idle
    let snapshot = try sampler.sample()
    let now = snapshot.monotonicNanoseconds
    defer { before = now }
    // Engines write names a little after their groups.
    if now &- named > 5_000_000_000 {
      names.refresh()
      named = now
      sampled = nil
    }
    return StatList(
      snapshot: snapshot, interval: before == 0 ? 0 : Double(now &- before) / 1e9, rows: rows(snapshot),
      host: StatHost(snapshot), idle: tellsCauses ? idle ?? snapshot.host?.idle ?? .nan : nil)
  }

  private mutating func rows(_ snapshot: Snapshot) -> [StatList.Row] {
    if sampled != snapshot.population { learn(snapshot) }
    guard let selector else { return sorted(known, snapshot) }
    return sorted(
      known.filter { selector.matches(snapshot, $0.slot, $0.group.identity, &scratch) }, snapshot)
  }

  private mutating func learn(_ snapshot: Snapshot) {
    sampled = snapshot.population
    var found: [(path: GroupPath, slot: Int, group: GroupIdentity)] = []
    for slot in snapshot.slots {
      guard let group = snapshot.groups[slot] else { continue }
      let identity = names.identity(group.path, inode: group.inode)
      if identity.isRow || targets.contains(group.path) { found.append((group.path, slot, identity)) }
    }
    let marked = found.map { (path: $0.path, group: $0.group) }.withSlicesMarked()
    known.removeAll(keepingCapacity: true)
    for (index, entry) in found.enumerated() {
      let identity = marked[index].group
      guard targets.contains(entry.path) || isOfInterest(identity.identity) else { continue }
      let target = identity.isRow && showsNames ? identity.target(at: entry.path) : ByteText(entry.path.bytes)
      known.append(StatList.Row(slot: entry.slot, path: entry.path, group: identity, target: target))
    }
    known.sort { ($0.target, $0.path) < ($1.target, $1.path) }
  }

  /// A slice stands beside what it sums up only where the query can tell the two apart.
  private func isOfInterest(_ identity: Identity) -> Bool {
    Self.isOfInterest(identity) || identity.kind == .slice && selector?.tellsSlicesApart == true
  }

  /// Slices are sums of other rows.
  static func isOfInterest(_ identity: Identity) -> Bool { identity.kind != .slice && !identity.isMachinery }

  /// Equal figures stay in the order of names, so that lines do not jump.
  private func sorted(_ rows: [StatList.Row], _ snapshot: Snapshot) -> [StatList.Row] {
    guard let sort = columns.sort else { return rows }
    let keys = rows.map { row -> Double in
      let value = snapshot.packed(sort, row.slot)
      return value.isNaN ? -1 : value
    }
    return rows.indices.sorted { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }.map { rows[$0] }
  }
}
