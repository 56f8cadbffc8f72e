internal import ControlGroups

/// Two ticks of all groups side by side: how much each counter rose, and which groups went.
struct OomTicks {
  /// How far one group's counters rose; nil where that cannot be told.
  struct Rise {
    var kills: UInt64?
    var localKills: UInt64?
    var hits: UInt64?
    var localHits: UInt64?
    /// A counter went down: it was reset, and what it said before means nothing.
    var wentDown = false

    /// Takes away what was counted before the group was listed.
    mutating func leaveOut(own: UInt64?, within: UInt64?) {
      if let own, let count = localKills { localKills = count - min(count, own) }
      if let within, let count = kills { kills = count - min(count, within) }
    }
  }

  let groups: [OomGroup]
  /// By place in `groups`.
  private(set) var rises: [Rise] = []
  /// Places of the groups directly below, by place: below groups that count, those that count too.
  private(set) var children: [[Int]]
  /// By inode.
  private(set) var places: [UInt64: Int] = [:]
  /// Groups of the tick before that are gone.
  private(set) var vanished: [OomGroup] = []
  /// The tick before, as it was and by inode.
  private let before: [OomGroup]
  let old: [UInt64: OomGroup]
  private let early: OomEarlyHits
  /// Of the early hits those in groups that are gone, by place.
  private var earlyInside: [Int: Int] = [:]

  /// - Parameters:
  ///   - charges: kills of groups that were not listed which those above have counted (`WatchedLedger`).
  ///   - early: hits of the tick before whose kills that tick did not see.
  init(
    before: [OomGroup], groups: [OomGroup], hostRise: UInt64?, rootCounts: Bool,
    charges: (own: [UInt64: UInt64], within: [UInt64: UInt64]) = ([:], [:]), early: OomEarlyHits = OomEarlyHits()
  ) {
    self.before = before
    self.groups = groups
    self.early = early
    old = Dictionary(before.map { ($0.inode, $0) }) { first, _ in first }
    children = Array(repeating: [], count: groups.count)
    for (place, group) in groups.enumerated() { places[group.inode] = place }
    var born = Array(repeating: false, count: groups.count)
    for (place, group) in groups.enumerated() {
      // All that a group counts is new if the group above was there to see its birth, or was born itself.
      let isBorn = old[group.inode] == nil && group.parent.map { old[groups[$0].inode] != nil || born[$0] } ?? false
      born[place] = isBorn
      var rise = Self.rise(group, old[group.inode], isBorn: isBorn)
      if isBorn { rise.leaveOut(own: charges.own[group.inode], within: charges.within[group.inode]) }
      if group.parent == nil, rootCounts, group.kills == nil { rise.kills = hostRise }
      rises.append(rise)
      if rise.kills != nil, let above = counting(above: place) { children[above].append(place) }
    }
    vanished = before.filter { places[$0.inode] == nil }
    for (inode, count) in early.inside { if let place = places[inode] { earlyInside[place] = count } }
    for group in vanished where early.own.contains(group.inode) {
      if let place = nearestLiving(group) { earlyInside[place, default: 0] += 1 }
    }
  }

  private static func rise(_ group: OomGroup, _ old: OomGroup?, isBorn: Bool) -> Rise {
    guard let old else {
      guard isBorn else { return Rise(kills: group.kills.map { _ in 0 }, localKills: group.localKills.map { _ in 0 }) }
      return Rise(kills: group.kills, localKills: group.localKills, hits: group.hits, localHits: group.localHits)
    }
    var rise = Rise()
    func between(_ old: UInt64?, _ new: UInt64?) -> UInt64? {
      guard let new else { return nil }
      // Where the controller was enabled since, its counters began at 0.
      guard let old else { return new }
      if new < old { rise.wentDown = true }
      return new < old ? nil : new - old
    }
    let kills = between(old.kills, group.kills)
    let localKills = between(old.localKills, group.localKills)
    let hits = between(old.hits, group.hits)
    let localHits = between(old.localHits, group.localHits)
    (rise.kills, rise.localKills, rise.hits, rise.localHits) = (kills, localKills, hits, localHits)
    return rise
  }

  /// The nearest group above that counts kills.
  func counting(above place: Int) -> Int? {
    var above = groups[place].parent
    while let here = above {
      if rises[here].kills != nil { return here }
      above = groups[here].parent
    }
    return nil
  }

  /// The nearest living group that counts kills, of some by inode, the nearest first.
  func counting(of above: [UInt64]) -> Int? {
    guard let place = above.lazy.compactMap({ places[$0] }).first else { return nil }
    return rises[place].kills != nil ? place : counting(above: place)
  }

  /// The nearest group from a place upwards whose own limit was hit.
  func limit(from place: Int) -> GroupPath? {
    let chain = chain(place)
    let hit =
      chain.first { rises[$0].localHits ?? 0 > 0 } ?? chain.first { early.own.contains(groups[$0].inode) }
    return hit.map { groups[$0].path }
  }

  /// Kills of a group's own processes. Without memory.events.local, those of a group that has none below it.
  func ownKills(_ place: Int) -> UInt64 {
    if let own = rises[place].localKills { return own }
    let isLeaf = children[place].isEmpty && groups[place].parent != nil
    return isLeaf ? rises[place].kills ?? 0 : 0
  }

  /// Kills that a group counted and neither it nor a group that lives below it had: less than 0 where the group above
  /// was read before the one below. Nil where it cannot be told.
  func unexplained(_ place: Int) -> Int? {
    guard let kills = rises[place].kills, !rises[place].wentDown else { return nil }
    var left = Int(clamping: kills) - Int(clamping: ownKills(place))
    for child in children[place] {
      if rises[child].wentDown { return nil }
      left -= Int(clamping: rises[child].kills ?? 0)
    }
    return left
  }

  /// Limits that were hit below a group in groups that are gone, as far as it can be told.
  func unexplainedHits(_ place: Int) -> Int { (risenHits(place) ?? 0) + (earlyInside[place] ?? 0) }

  /// Those of this tick alone; nil where it cannot be told.
  func risenHits(_ place: Int) -> Int? {
    guard let hits = rises[place].hits, let own = rises[place].localHits else { return nil }
    return children[place].reduce(Int(clamping: hits) - Int(clamping: own)) {
      $0 - Int(clamping: rises[$1].hits ?? 0)
    }
  }

  /// A place and those above it, the nearest first.
  func chain(_ place: Int) -> [Int] {
    var chain = [place]
    while let above = groups[chain[chain.count - 1]].parent { chain.append(above) }
    return chain
  }

  /// Rows that went from below a group, with no living group that counts in between; of rows within one another the
  /// inner ones, which hold the processes.
  func candidates(below place: Int) -> [OomCandidate] {
    var found: [OomCandidate] = []
    for group in vanished where nearestLiving(group) == place && !found.contains(where: { $0.row == group.row }) {
      found.append(OomCandidate(row: group.row, name: group.name, group: group.path, inode: group.inode))
    }
    return Self.innermost(found)
  }

  static func innermost(_ rows: [OomCandidate]) -> [OomCandidate] {
    rows.filter { outer in !rows.contains { $0.row != outer.row && outer.row.contains($0.row) } }
  }

  private func nearestLiving(_ group: OomGroup) -> Int? {
    var above = group.parent
    while let here = above {
      if let living = places[before[here].inode] {
        return rises[living].kills != nil ? living : counting(above: living)
      }
      above = before[here].parent
    }
    return nil
  }
}
