internal import ControlGroups

/// What a watch told of groups that no tick lists, and which of their kills have been counted already.
///
/// A watch says whose a kill was, and never that there was one: it is given only what a living group above counted and
/// nobody explains. So a kill that is told before that group is read, or after it, is counted once. What stays
/// unexplained for some ticks was counted in another way.
struct WatchedLedger {
  private struct Entry {
    var told: WatchedOom
    /// Its own kills that were counted, for itself or for another.
    var counted: UInt64
    /// The first tick that lacked it while some of its kills waited.
    var since: Int?
    /// Whether nothing more was to come of it at the tick before.
    var isOver = false

    var waiting: UInt64 { told.kills > counted ? told.kills - counted : 0 }
  }

  /// Ticks for which a sum below may be ahead of the group above, and hide what waits.
  private static let patience = 3

  private var entries: [UInt64: Entry] = [:]
  /// Inodes whose kills wait, or that may have had some which nobody read, by the place of the group that counts them; in the order of their birth.
  private var places: [Int: [UInt64]] = [:]
  /// Those above which no group counts.
  private var alone: [UInt64] = []

  /// Whether a tick that is like the one before has nothing to settle.
  var isQuiet: Bool { entries.values.allSatisfy { $0.waiting == 0 && !$0.told.isUnread } }

  mutating func take(_ watched: [WatchedOom]) {
    for told in watched {
      entries[told.inode, default: Entry(told: told, counted: told.base)].told = told
    }
  }

  /// Kills that were counted for groups which no tick listed: by inode, those of its own and those in it and below. Where
  /// such a group is listed now, the one above it has counted them before.
  var charges: (own: [UInt64: UInt64], within: [UInt64: UInt64]) {
    var own: [UInt64: UInt64] = [:]
    var within: [UInt64: UInt64] = [:]
    for (inode, entry) in entries where entry.counted > entry.told.base {
      let count = entry.counted - entry.told.base
      own[inode] = count
      for place in [inode] + entry.told.above { within[place, default: 0] += count }
    }
    return (own, within)
  }

  /// Finds out who waits where.
  mutating func sort(_ now: OomTicks) {
    places.removeAll(keepingCapacity: true)
    alone.removeAll(keepingCapacity: true)
    for inode in entries.keys.sorted() {
      guard var entry = entries[inode] else { continue }
      // Of a group that was listed its own counter has told.
      if let old = now.old[inode] { entry.counted = max(entry.counted, old.localKills ?? old.kills ?? 0) }
      entries[inode] = entry
      guard now.places[inode] == nil, entry.waiting > 0 || entry.told.isUnread else { continue }
      if let place = now.counting(of: entry.told.above) {
        places[place, default: []].append(inode)
      } else if entry.waiting > 0 {
        alone.append(inode)
      }
    }
  }

  /// Of very many nobody says which it was.
  private static let crowd = 16

  /// Groups below one that may have had kills which nobody read; of a crowd only some.
  func unread(below place: Int) -> (some: ArraySlice<WatchedOom>, isCrowd: Bool) {
    let all = (places[place] ?? []).compactMap { entries[$0]?.told }.filter(\.isUnread)
    return (all.prefix(Self.crowd), all.count > Self.crowd)
  }

  /// Gives out kills that wait below a group.
  ///
  /// - Parameter most: how many it counted that nobody explains.
  mutating func give(below place: Int, atMost most: UInt64) -> [(told: WatchedOom, count: UInt64)] {
    give(places[place] ?? [], atMost: most)
  }

  /// Gives out kills that no group above could count.
  mutating func giveAlone() -> [(told: WatchedOom, count: UInt64)] { give(alone, atMost: .max) }

  private mutating func give(_ inodes: [UInt64], atMost most: UInt64) -> [(told: WatchedOom, count: UInt64)] {
    var left = most
    var given: [(told: WatchedOom, count: UInt64)] = []
    for inode in inodes where left > 0 {
      guard let entry = entries[inode], entry.waiting > 0 else { continue }
      let count = min(left, entry.waiting)
      left -= count
      entries[inode]?.counted += count
      given.append((entry.told, count))
    }
    return given
  }

  /// Says that kills of a group were counted by another way.
  mutating func note(_ count: UInt64, of inode: UInt64) { entries[inode]?.counted += count }

  /// Ends a tick.
  mutating func settle(_ now: OomTicks, _ tick: Int) {
    for (inode, entry) in entries {
      var entry = entry
      if now.places[inode] != nil || entry.waiting == 0 {
        entry.since = nil
      } else if let since = entry.since, tick - since >= Self.patience {
        entry.counted = entry.told.kills
        entry.since = nil
      } else {
        entry.since = entry.since ?? tick
      }
      let isOver = entry.told.hasEnded && entry.waiting == 0 && now.places[inode] == nil
      // Kept for one more: a group above it may be listed for the first time then, with its kills.
      let isOut = isOver && entry.isOver
      entry.isOver = isOver
      entries[inode] = isOut ? nil : entry
    }
  }
}
