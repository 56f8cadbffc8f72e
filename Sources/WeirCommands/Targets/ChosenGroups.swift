internal import CLinux
internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// The groups that a query chooses, with what it asked of them sampled once: twice, a second apart, where it asks for
/// rates.
struct ChosenGroups {
  /// Which groups are asked.
  enum Scope {
    /// Those that lists show: containers, services, sessions, applications, machines, groups made by hand. Not slices,
    /// which are sums of others, and nothing within a container.
    case rows
    /// Every group at and below some.
    case all(below: [GroupPath])
  }

  private let hierarchy: Hierarchy
  private let usesNames: Bool

  init(_ hierarchy: Hierarchy, usesNames: Bool) {
    self.hierarchy = hierarchy
    self.usesNames = usesNames
  }

  /// Their paths and incarnations, parents before children, siblings in byte order.
  func find(
    _ selector: Selector, _ scope: Scope
  ) throws -> [(path: GroupPath, inode: UInt64, name: ByteText)] {
    let snapshot = try sample(selector, scope)
    var resolver = IdentityResolver(of: hierarchy, readsState: usesNames)
    let named = snapshot.slots.compactMap { slot in
      snapshot.groups[slot].map { (slot: slot, group: $0, identity: resolver.identify($0.path)) }
    }
    // What holds others is known only when all are.
    let marked = named.map { (path: $0.group.path, group: $0.identity) }.withSlicesMarked()
    let index = NameIndex(marked)
    var scratch = Selector.Scratch()
    var found: [(path: GroupPath, inode: UInt64, name: ByteText)] = []
    for (entry, mark) in zip(named, marked) {
      if case .rows = scope {
        guard mark.group.isRow, StatRows.isOfInterest(mark.group.identity) else { continue }
      }
      guard selector.matches(snapshot, entry.slot, mark.group.identity, &scratch) else { continue }
      let path = entry.group.path
      found.append((path, entry.group.inode, usesNames ? index.spelling(path, mark.group) : ByteText(path.bytes)))
    }
    return found
  }

  /// Those that lists show, opened; a group that ended, or was made anew, since it was asked is left out.
  ///
  /// - Throws: a complaint where none answers.
  func open(_ selector: Selector) throws -> [NamedGroup] {
    let found = try find(selector, .rows).compactMap { path, inode, name -> NamedGroup? in
      guard let group = try? hierarchy.group(path), group.id == inode else { return nil }
      return NamedGroup(group: group, name: name)
    }
    if found.isEmpty { throw Self.none(selector) }
    return found
  }

  /// What is said where no group answers.
  static func none(_ selector: Selector) -> Complaint { Complaint("no group answers to -w \"\(selector.text)\"") }

  private func sample(_ selector: Selector, _ scope: Scope) throws -> Snapshot {
    let sampler: Sampler
    switch scope {
    case .rows: sampler = Sampler(hierarchy, metrics: selector.metrics, enters: { PathPattern.mayHoldRows($0.path) })
    case .all(let below): sampler = Sampler(hierarchy, metrics: selector.metrics, roots: below)
    }
    let first = try sampler.sample()
    guard Self.lacksRates(first) else { return first }
    weir_sleep_nanoseconds(1_000_000_000)
    return try sampler.sample()
  }

  /// Whether any figure is missing only because this is the first sample.
  private static func lacksRates(_ snapshot: Snapshot) -> Bool {
    snapshot.metrics.contains { metric in
      snapshot.slots.contains { slot in
        if case .missing(let missing) = snapshot.figure(metric, slot) { missing.reason == .firstSample } else { false }
      }
    }
  }
}
