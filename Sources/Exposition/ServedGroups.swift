internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// Which groups the page has.
///
/// A group that is served stays so for as long as it lives. Where there are more than fit, the newest are left out, and
/// never take the place of one that is served.
struct ServedGroups {
  /// By slot.
  private(set) var served: [ServedGroup?] = []
  /// Slots in the page's order: parents first.
  private(set) var order: [Int] = []
  /// The labels of all of them one after the other, and where each one's are, by place in `order`: a page walks through
  /// them once a family, and would count references of each.
  private(set) var labels: [UInt8] = []
  private(set) var ranges: [Range<Int>] = []
  private(set) var leftOut = 0
  /// By slot: the row that a group is part of, and what its kills are counted by.
  private(set) var victims: [(row: GroupPath, name: ByteText)] = []
  private var names: IdentityCache
  private let filter: GroupFilter
  private var scratch = Selector.Scratch()
  /// How often groups or names were looked at anew: between two of these the groups are the same.
  private(set) var changes = 0
  /// The groups of the last snapshot.
  private var seen: Snapshot.Population?
  /// Until when the same groups are sure to be served the same way: where none waits for a name or for room, none that is
  /// left out may yet turn out to be something else (what an engine does not know while it is young), and no query asks for figures. On the monotonic clock.
  private var settledUntil: UInt64 = 0

  init(_ hierarchy: Hierarchy, filter: GroupFilter) {
    names = IdentityCache(IdentityResolver(of: hierarchy))
    self.filter = filter
  }

  /// Seconds that a container may be without a name, and a machine unknown to machined.
  private static let patience = 10.0

  /// Nanoseconds for which a settled page is taken to be so.
  private static let settled: UInt64 = 60_000_000_000

  /// Served groups whose name rests on the path alone.
  var unnamed: Int { order.count { served[$0]?.isUnnamed == true } }

  /// Takes in a snapshot.
  ///
  /// - Parameter budget: how many series at most. Where those that are served come to have more, they stay.
  mutating func update(_ snapshot: Snapshot, _ born: MetricID, _ budget: SeriesBudget) {
    if snapshot.monotonicNanoseconds < settledUntil, seen == snapshot.population { return }
    seen = snapshot.population
    changes += 1
    var isSettled = filter.metrics.isEmpty
    names.refresh()
    let wall = Double(snapshot.wallNanoseconds) / 1e9
    if served.count < snapshot.groups.count {
      served.append(contentsOf: repeatElement(nil, count: snapshot.groups.count - served.count))
    }
    var kept = 0
    var known: [Bool] = Array(repeating: false, count: served.count)
    for slot in snapshot.slots {
      if let group = snapshot.groups[slot], let there = served[slot], there.group == group {
        known[slot] = true
        kept += 1
      }
    }
    for slot in served.indices where !known[slot] { served[slot] = nil }
    var rows: [(path: GroupPath, group: GroupIdentity)] = []
    var places: [Int] = []
    var parts: [Int: GroupPath] = [:]
    for slot in snapshot.slots {
      guard let group = snapshot.groups[slot] else { continue }
      let identity = names.identity(group.path, inode: group.inode)
      guard identity.isRow else {
        parts[slot] = identity.belongsTo
        continue
      }
      rows.append((group.path, identity))
      places.append(slot)
    }
    var fresh: [(born: Double, slot: Int, identity: Identity)] = []
    var waiting: [Int: Identity] = [:]
    for (index, marked) in rows.withSlicesMarked().enumerated() {
      let identity = marked.group.identity
      if known[places[index]] {
        // A service that comes to hold a container is counted by that one, and no more when it is gone.
        if let other = served[places[index]]?.marked(identity.kind) { served[places[index]] = other }
        continue
      }
      let birth = snapshot.number(born, places[index]) ?? 0
      guard filter.serves(identity), filter.matches(snapshot, places[index], identity, &scratch) else {
        if !marked.group.isByPathAlone, !(marked.group.awaitsState && wall - birth >= Self.patience) {
          isSettled = false
        }
        continue
      }
      // Engines write names a little after their groups, and the labels that are served first stay.
      if identity.isNameless || (marked.group.awaitsState && identity.kind == .other), wall - birth < Self.patience {
        isSettled = false
        waiting[places[index]] = identity
        continue
      }
      fresh.append((birth, places[index], identity))
    }
    // The oldest first: those have been served by others that read the same hierarchy, and will go on living.
    fresh.sort { ($0.born, $0.slot) < ($1.born, $1.slot) }
    let admitted = budget.surelyFits(kept + fresh.count) ? fresh.count : fitting(fresh.map(\.slot), budget)
    for new in fresh.prefix(admitted) {
      if let group = snapshot.groups[new.slot] { served[new.slot] = ServedGroup(group, new.identity) }
    }
    leftOut = fresh.count - admitted
    settledUntil = isSettled && leftOut == 0 ? snapshot.monotonicNanoseconds + Self.settled : 0
    order = snapshot.slots.filter { served[$0] != nil }
    labels.removeAll(keepingCapacity: true)
    ranges.removeAll(keepingCapacity: true)
    for slot in order {
      let start = labels.count
      labels.append(contentsOf: served[slot]?.labels ?? [])
      ranges.append(start..<labels.count)
    }
    nameVictims(snapshot, parts, waiting)
  }

  /// Serves none, as where their root is gone.
  mutating func clear() {
    for slot in served.indices { served[slot] = nil }
    order = []
    labels = []
    ranges = []
    leftOut = 0
    seen = nil
    settledUntil = 0
    changes += 1
  }

  /// A kill counts by a name, whether or not its group is served: one that waits for its name may be gone before it has
  /// it, and goes by what its path tells, as it would be served in the end. What else is not served (a part of a row,
  /// machinery, what is left out) counts for the nearest group above that is.
  private mutating func nameVictims(_ snapshot: Snapshot, _ parts: [Int: GroupPath], _ waiting: [Int: Identity]) {
    if victims.count < served.count {
      victims.append(contentsOf: repeatElement((.root, ByteText("")), count: served.count - victims.count))
    }
    for slot in snapshot.slots {
      guard let group = snapshot.groups[slot] else { continue }
      let name: ByteText
      if let there = served[slot] {
        name = there.identity
      } else if let identity = waiting[slot] {
        name = ServedGroup.identity(of: group, identity)
      } else {
        name = group.parent.map { victims[$0].name } ?? ByteText("")
      }
      victims[slot] = (parts[slot] ?? group.path, name)
    }
  }

  /// How many of some groups, in their order, fit beside those that are served.
  private func fitting(_ slots: [Int], _ budget: SeriesBudget) -> Int {
    var sum = served.indices.reduce(0) { served[$1] == nil ? $0 : $0 + budget.series(of: $1) }
    return slots.prefix { slot in
      sum += budget.series(of: slot)
      return sum <= budget.most
    }.count
  }
}
