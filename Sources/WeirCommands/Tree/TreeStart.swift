internal import ControlGroups

/// Where a tree begins: the target, or one of those that a glob takes.
struct TreeStart {
  let group: ControlGroup
  /// How many levels below it are shown.
  var level = Int.max
  /// Nil for all groups.
  var filter: TreeFilter?

  var walk: Walk { group.walk(maximumDepth: level) }

  /// The groups to begin with, so that none is shown twice: what is seen below another one is left out, and what has
  /// vanished.
  static func several(_ groups: [NamedGroup], level: Int) -> [TreeStart] {
    var kept: Set<GroupPath> = []
    // Groups come before those below them.
    return groups.compactMap { named in
      let path = named.group.path
      let isShown = path.selfAndAncestors.enumerated().contains { up, above in up <= level && kept.contains(above) }
      guard !isShown, named.group.isAlive else { return nil }
      kept.insert(path)
      return TreeStart(group: named.group, level: level)
    }
  }

  /// The memory cap that the groups above set.
  func capAbove() throws -> Cap<ByteCount> {
    let none = Cap<ByteCount>(isAtLeast: group.hierarchy.hidesLimits(of: .memory))
    guard let parent = try group.parent() else { return none }
    return (try? parent.memory.max.cap()) ?? none
  }
}
