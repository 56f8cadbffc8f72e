internal import GroupMetrics

/// The tree of a moment's rows: each below the nearest group above it that is a row.
struct TreeOrder {
  private let moment: Moment
  /// By place in the moment's rows: the place of the row above; -1 for the highest.
  let parents: [Int]

  init(_ moment: Moment) {
    self.moment = moment
    parents = Self.parents(moment)
  }

  /// Columns before a name.
  static func indent(_ entry: ListState.Entry, _ isIndented: Bool) -> Int { isIndented ? entry.depth + 2 : 0 }

  private static func parents(_ moment: Moment) -> [Int] {
    var bySlot = [Int](repeating: -1, count: moment.snapshot.groups.count)
    for place in moment.rows.indices { bySlot[moment.rows[place].slot] = place }
    return moment.rows.indices.map { place in
      var above = moment.snapshot.groups[moment.rows[place].slot]?.parent
      while let slot = above {
        if bySlot[slot] >= 0 { return bySlot[slot] }
        above = moment.snapshot.groups[slot]?.parent
      }
      return -1
    }
  }

  /// What a filter chose, with the rows above each: a hit is seen where it stands.
  func withThoseAbove(_ places: [Int]) -> [Int] {
    var kept = Set(places)
    for place in places {
      var above = parents[place]
      while above >= 0, kept.insert(above).inserted { above = parents[above] }
    }
    return kept.sorted()
  }

  /// The lines of the tree: siblings in the order in which they are given.
  func entries(_ places: [Int], folded: Set<UInt64>) -> [ListState.Entry] {
    var children: [Int: [Int]] = [:]
    for place in places { children[parents[place], default: []].append(place) }
    var entries: [ListState.Entry] = []
    entries.reserveCapacity(places.count)
    var open = (children[-1] ?? []).reversed().map { (place: $0, depth: 0) }
    while let (place, depth) = open.popLast() {
      let below = children[place] ?? []
      let inode = moment.rows[place].who.inode
      let isFolded = folded.contains(inode) && !below.isEmpty
      entries.append(
        ListState.Entry(place: place, inode: inode, depth: depth, holdsRows: !below.isEmpty, isFolded: isFolded))
      if !isFolded { open.append(contentsOf: below.reversed().map { ($0, depth + 1) }) }
    }
    return entries
  }
}
