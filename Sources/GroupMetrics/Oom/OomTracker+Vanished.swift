internal import ControlGroups

// Kills of groups that went: what the group above counted, and those that live below it did not.
extension OomTracker {
  mutating func vanishedKills(
    _ place: Int, _ now: OomTicks, _ evidence: (OomCandidate) -> OomEvidence, _ out: inout [OomKill]
  ) {
    let inode = now.groups[place].inode
    guard let rise = now.unexplained(place) else {
      ahead[inode] = nil
      return
    }
    // Counters never lose a kill, so what was ahead of the group above is caught up when that one is read after it.
    let all = rise + (ahead[inode] ?? 0) + (caughtUp[place] ?? 0)
    ahead[inode] = all < 0 ? all : nil
    guard all > 0 else { return }
    let limit = now.limit(from: place)
    let hits = now.unexplainedHits(place)
    let left = giveWatched(UInt64(all), below: place, limit, hits: hits, now, &out)
    guard left > 0 else { return }
    let explained = all - Int(clamping: left)
    let isInside = hits - explained > 0
    let candidates = withUnread(now.candidates(below: place), below: place, now)
    // The limit was that of a group that went too.
    let culprit: OomKill.Culprit? = isInside ? .own(candidates.first?.row ?? now.groups[place].path) : nil
    assign(
      Deferred(candidates: candidates, count: left, place: inode, culprit: culprit, limit: limit), now, evidence,
      mayWait: candidates.count > 1 || isWatched, &out)
  }

  /// Kills in a group that was never seen, or is not sampled.
  private mutating func below(_ count: UInt64, _ kills: Deferred, _ now: OomTicks, _ out: inout [OomKill]) {
    // The group above may have gone since.
    let place = now.places[kills.place]
    guard let group = place.map({ now.groups[$0] }) ?? now.old[kills.place] else { return }
    var kill = OomKill(
      victim: group.row, name: group.name, group: group.path, inode: group.inode, count: count, culprit: .unknown,
      certainty: .below)
    if kills.culprit != nil {
      kill.culprit = .own(group.path)
      return emit(kill, &out)
    }
    if let place { add(kill, at: place, limit: kills.limit, now, &out) } else { emit(kill, &out) }
  }

  /// Gives kills below a group to those that a watch saw; how many are left.
  ///
  /// - Parameter hits: how often the limit of a group below that went was hit.
  private mutating func giveWatched(
    _ count: UInt64, below place: Int, _ limit: GroupPath?, hits: Int, _ now: OomTicks, _ out: inout [OomKill]
  ) -> UInt64 {
    var left = count
    let given = ledger.give(below: place, atMost: count)
    let path = now.groups[place].path
    // The watch knows whose limits some of them were.
    let known = given.filter { one in one.told.limit.map { $0 != path && path.contains($0) } ?? false }
    let isInside = hits > known.reduce(0) { $0 + Int(clamping: $1.count) }
    for (told, count) in given {
      left -= count
      give(count, to: told, at: place, limit, isInside: isInside, now, &out)
    }
    return left
  }

  /// - Parameter place: the group above that counted them; nil where none does.
  mutating func give(
    _ count: UInt64, to told: WatchedOom, at place: Int?, _ limit: GroupPath?, isInside: Bool = false, _ now: OomTicks,
    _ out: inout [OomKill]
  ) {
    let (victim, name) = row(of: told, below: place, now)
    var kill = OomKill(
      victim: victim, name: name, group: told.path, inode: told.inode, count: count, culprit: .unknown,
      certainty: .watched)
    if told.isLimitUnknown, isInside {
      // As a rule the scope around the group.
      kill.culprit = .own(victim)
      emit(kill, &out)
    } else if let place {
      add(kill, at: place, limit: told.limit ?? limit, now, &out)
    } else {
      if let limit = told.limit { kill.culprit = Self.culprit(limit, of: kill) }
      emit(kill, &out)
    }
  }

  /// The name that its series has already; or that of who is there, where it has none of its own.
  private func row(of told: WatchedOom, below place: Int?, _ now: OomTicks) -> (GroupPath, ByteText) {
    if let old = now.old[told.inode] { return (old.row, old.name) }
    if let row = now.groups.first(where: { $0.path == told.row }) { return (row.row, row.name) }
    if told.name == nil, let group = (place ?? now.groups.indices.first).map({ now.groups[$0] }) {
      return (group.row, group.name)
    }
    return (told.row, told.name ?? "")
  }

  /// With the rows below a group that may have had kills which nobody read.
  private func withUnread(_ candidates: [OomCandidate], below place: Int, _ now: OomTicks) -> [OomCandidate] {
    // What has no name of its own counts for the group above, which is no outer row of the others.
    let above = now.groups[place].row
    var nameless = candidates.filter { $0.row == above }
    var all = candidates.filter { $0.row != above }
    let (unread, isCrowd) = ledger.unread(below: place)
    for told in unread {
      let (row, name) = row(of: told, below: place, now)
      if (all + nameless).contains(where: { $0.name == name || $0.inode == told.inode || $0.row == told.row }) {
        continue
      }
      let candidate = OomCandidate(row: row, name: name, group: told.path, inode: told.inode)
      if row == above { nameless.append(candidate) } else { all.append(candidate) }
    }
    if nameless.isEmpty, isCrowd {
      let group = now.groups[place]
      nameless.append(OomCandidate(row: above, name: group.name, group: group.path, inode: group.inode))
    }
    return OomTicks.innermost(all) + nameless
  }

  mutating func resolveDeferred(
    _ now: OomTicks, _ evidence: (OomCandidate) -> OomEvidence, _ out: inout [OomKill]
  ) {
    let waiting = deferred
    deferred = []
    caughtUp.removeAll()
    for var one in waiting {
      if let place = now.places[one.place] {
        // Who watches may have been late.
        one.count = giveWatched(
          one.count, below: place, one.limit, hits: one.culprit == nil ? 0 : .max, now, &out)
        one.candidates = withUnread(one.candidates, below: place, now)
        // Or the group was not listed yet, and has told of its kills itself by now.
        if isWatched, let rise = now.unexplained(place), rise < 0 {
          let told = min(one.count, UInt64(-rise) - min(UInt64(-rise), UInt64(caughtUp[place] ?? 0)))
          one.count -= told
          caughtUp[place, default: 0] += Int(told)
        }
      }
      if one.count > 0 { assign(one, now, evidence, mayWait: false, &out) }
    }
  }

  /// Gives kills to the rows that went.
  private mutating func assign(
    _ kills: Deferred, _ now: OomTicks, _ evidence: (OomCandidate) -> OomEvidence, mayWait: Bool,
    _ out: inout [OomKill]
  ) {
    let said = kills.candidates.map { ($0, evidence($0)) }
    let confirmed = said.filter { $0.1 == .killed }.map(\.0)
    let possible = said.filter { $0.1 != .notKilled }.map(\.0)
    var left = kills.count
    if !confirmed.isEmpty {
      for (index, candidate) in confirmed.enumerated() where left > 0 {
        // The count is of processes: who alone is confirmed had them all.
        let count = confirmed.count == 1 || index == confirmed.count - 1 ? left : 1
        left -= count
        give(count, to: candidate, .confirmed, kills, now, &out)
      }
    } else if possible.count == 1, !mayWait || !isWatched {
      give(left, to: possible[0], .inferred, kills, now, &out)
    } else if mayWait {
      deferred.append(kills)
    } else {
      below(left, kills, now, &out)
    }
  }

  private mutating func give(
    _ count: UInt64, to candidate: OomCandidate, _ certainty: OomKill.Certainty, _ kills: Deferred, _ now: OomTicks,
    _ out: inout [OomKill]
  ) {
    var kill = OomKill(
      victim: candidate.row, name: candidate.name, group: candidate.group, inode: candidate.inode, count: count,
      culprit: .unknown, certainty: certainty)
    ledger.note(count, of: candidate.inode)
    if kills.culprit != nil {
      kill.culprit = .own(candidate.row)
      emit(kill, &out)
    } else if let place = now.places[kills.place] {
      add(kill, at: place, limit: kills.limit, now, &out)
    } else {
      emit(kill, &out)
    }
  }
}
