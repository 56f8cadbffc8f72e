internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// What the list is divided by.
enum Grouping: Sendable, CaseIterable {
  case user, engine

  /// Who a group belongs to; nil for those that are nobody's.
  func owner(of identity: Identity) -> ByteText? {
    switch self {
    case .user: identity.user
    case .engine: identity.engine.map { ByteText($0.rawValue) }
    }
  }

  /// Above the groups that are nobody's.
  var nobody: ByteText { self == .user ? "no user" : "no engine" }

  /// In the title line.
  var title: String { self == .user ? "BY USER" : "BY ENGINE" }
}

/// The line above the groups of one user or engine, with what they use together.
struct OwnerHead: Sendable {
  /// In the place of an inode: the same from sample to sample, and no group's.
  let id: UInt64
  let name: [UInt8]
  /// How many groups are below it.
  var count = 0
  /// By place in `summed` and, behind those, in `worst`; packed.
  private var figures: [Double]
  /// The place in the moment's rows of what is held back most.
  let first: Int

  /// What can be added up: network is not among it, since the containers of a pod have one in common.
  private static let summed = [
    VerdictMetric.cpuCores, VerdictMetric.memoryCurrent, VerdictMetric.memoryWorkingSet, VerdictMetric.ioBytes,
    Catalogue.id("memory.swap.current"), Catalogue.id("pids.current"), Catalogue.id("io.read"),
    Catalogue.id("io.written"),
  ]
  /// Shares of time: of these the greatest counts.
  private static let worst = [
    VerdictMetric.cpuPressure, VerdictMetric.memoryPressure, VerdictMetric.ioPressure,
    Catalogue.id("cpu.pressure.full"), Catalogue.id("memory.pressure.full"), Catalogue.id("io.pressure.full"),
  ]

  init(_ owner: ByteText?, _ grouping: Grouping, first: Int) {
    var name: [UInt8] = []
    (owner ?? grouping.nobody).append(to: &name)
    self.name = name
    self.first = first
    figures = [Double](repeating: Missing(.notSampled).packed, count: Self.summed.count + Self.worst.count)
    // FNV-1a; inodes of cgroupfs never come that far.
    var hash: UInt64 = owner == nil ? 1 : 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    id = hash | 1 << 63
  }

  /// A figure of all together, packed; a NaN where it is not there or means nothing of several groups.
  func packed(_ metric: MetricID) -> Double {
    let place = Self.summed.firstIndex(of: metric) ?? Self.worst.firstIndex(of: metric).map { $0 + Self.summed.count }
    guard let place, !figures[place].isNaN else { return Missing(.notSampled).packed }
    // What is part of a sum may be read a little later than the whole.
    return max(0, figures[place])
  }

  /// Adds a group's figures, or takes them away: where it is part of a group that was added, and is somebody else's.
  mutating func add(_ slot: Int, _ snapshot: Snapshot, sign: Double = 1) {
    for (place, metric) in Self.summed.enumerated() {
      let value = snapshot.packed(metric, slot)
      guard value.isFinite else { continue }
      figures[place] = (figures[place].isNaN ? 0 : figures[place]) + sign * value
    }
  }

  /// Takes in what a group waits for.
  mutating func wait(_ slot: Int, _ snapshot: Snapshot) {
    for (place, metric) in Self.worst.enumerated() {
      let value = snapshot.packed(metric, slot)
      let at = Self.summed.count + place
      if value.isFinite, figures[at].isNaN || value > figures[at] { figures[at] = value }
    }
  }
}

/// The list divided by owners: a head for each, and its groups below.
struct OwnerHeads {
  private(set) var heads: [OwnerHead] = []
  /// By head: its rows, in the order of the list.
  private var below: [[Int]] = []

  /// - Parameter places: the rows that are shown, in the order of the list.
  init(_ moment: Moment, _ places: [Int], by grouping: Grouping) {
    var byOwner: [ByteText?: Int] = [:]
    var headOfRow: [Int: Int] = [:]
    headOfRow.reserveCapacity(places.count)
    for place in places {
      let owner = grouping.owner(of: moment.rows[place].who.identity)
      let head = byOwner[owner] ?? heads.count
      if head == heads.count {
        byOwner[owner] = head
        heads.append(OwnerHead(owner, grouping, first: place))
        below.append([])
      }
      heads[head].count += 1
      heads[head].wait(moment.rows[place].slot, moment.snapshot)
      below[head].append(place)
      headOfRow[place] = head
    }
    let parents = TreeOrder(moment).parents
    for place in places {
      guard let head = headOfRow[place] else { continue }
      let slot = moment.rows[place].slot
      // The nearest row above that is shown holds it already.
      var above = parents[place]
      while above >= 0, headOfRow[above] == nil { above = parents[above] }
      let holder = above >= 0 ? headOfRow[above] : nil
      if holder == head { continue }
      heads[head].add(slot, moment.snapshot)
      if let holder { heads[holder].add(slot, moment.snapshot, sign: -1) }
    }
  }

  /// Puts the heads in order: by name, by their own figure, else as their first rows stand.
  ///
  /// - Parameter levels: the figures that they stand by, from sample to sample.
  mutating func sort(by key: SortKey, isReversed: Bool, levels: inout [UInt64: Level], isFresh: Bool) {
    var order = Array(heads.indices)
    switch key {
    case .why: break
    case .name:
      order.sort { left, right in
        let isFirst = heads[left].name.lexicographicallyPrecedes(heads[right].name)
        return heads[left].name != heads[right].name && isFirst != isReversed
      }
    case .metric(let metric):
      let before = levels
      levels = [:]
      for head in heads {
        levels[head.id] = Level(head.packed(metric), before: before[head.id], isFresh: isFresh)
      }
      func level(_ place: Int) -> Level { levels[heads[place].id] ?? .absent }
      order.sort { left, right in
        let (one, two) = (level(left), level(right))
        return one == two ? left < right : isReversed != (one > two)
      }
    }
    (heads, below) = (order.map { heads[$0] }, order.map { below[$0] })
  }

  /// The lines: each head, and what is below those that are not folded.
  func entries(_ moment: Moment, folded: Set<UInt64>) -> [ListState.Entry] {
    var entries: [ListState.Entry] = []
    entries.reserveCapacity(heads.count + below.reduce(0) { $0 + $1.count })
    for (index, head) in heads.enumerated() {
      let isFolded = folded.contains(head.id)
      entries.append(
        ListState.Entry(place: head.first, inode: head.id, holdsRows: true, isFolded: isFolded, head: index))
      if isFolded { continue }
      for place in below[index] {
        entries.append(ListState.Entry(place: place, inode: moment.rows[place].who.inode, depth: 1))
      }
    }
    return entries
  }
}
