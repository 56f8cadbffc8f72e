package import ControlGroups

/// What one living group says of its OOM kills at one tick. Counts are since its birth, nil where it has none.
package struct OomGroup: Sendable, Equatable {
  package var path: GroupPath
  /// The incarnation.
  package var inode: UInt64
  /// The place of the group above in the same list; nil for the highest.
  package var parent: Int?
  /// The row that it is part of: a container's scope for its inner group, else itself.
  package var row: GroupPath
  /// What kills are counted by: the identity's name, which outlives the group.
  package var name: ByteText
  /// memory.events `oom_kill`: processes killed in it and below.
  package var kills: UInt64?
  /// memory.events.local `oom_kill`: processes of its own.
  package var localKills: UInt64?
  /// memory.events `oom`: times that its limit or one below was hit with no way out.
  package var hits: UInt64?
  /// memory.events.local `oom`: times that its own limit was.
  package var localHits: UInt64?

  package init(
    path: GroupPath, inode: UInt64, parent: Int?, row: GroupPath? = nil, name: ByteText, kills: UInt64? = nil,
    localKills: UInt64? = nil, hits: UInt64? = nil, localHits: UInt64? = nil
  ) {
    self.path = path
    self.inode = inode
    self.parent = parent
    self.row = row ?? path
    self.name = name
    self.kills = kills
    self.localKills = localKills
    self.hits = hits
    self.localHits = localHits
  }
}

extension OomGroup {
  /// What a sampler must be asked for.
  package static let metrics: [MetricID] = [
    Catalogue.id("memory.events.oom_kill"), Catalogue.id("memory.events.local.oom_kill"),
    Catalogue.id("memory.events.oom"), Catalogue.id("memory.events.local.oom"),
  ]

  /// All groups of a snapshot that was asked for `metrics`, parents before children.
  ///
  /// - Parameter identify: the row that a group is part of, and its name.
  package static func all(
    of snapshot: Snapshot, identify: (Snapshot.Group, _ slot: Int) -> (row: GroupPath, name: ByteText)
  ) -> [OomGroup] {
    var found: [OomGroup] = []
    var places: [Int: Int] = [:]
    for slot in snapshot.slots {
      guard let group = snapshot.groups[slot] else { continue }
      let (row, name) = identify(group, slot)
      places[slot] = found.count
      var here = OomGroup(
        path: group.path, inode: group.inode, parent: group.parent.flatMap { places[$0] }, row: row, name: name)
      here.count(snapshot, slot)
      found.append(here)
    }
    return found
  }

  /// The same groups at another sample, which has the same (`Snapshot.population`).
  package static func count(_ groups: inout [OomGroup], in snapshot: Snapshot) {
    var index = 0
    for slot in snapshot.slots where snapshot.groups[slot] != nil {
      groups[index].count(snapshot, slot)
      index += 1
    }
  }

  private mutating func count(_ snapshot: Snapshot, _ slot: Int) {
    func number(_ metric: Int) -> UInt64? {
      snapshot.number(Self.metrics[metric], slot).flatMap { UInt64(exactly: $0) }
    }
    (kills, localKills, hits, localHits) = (number(0), number(1), number(2), number(3))
  }
}
