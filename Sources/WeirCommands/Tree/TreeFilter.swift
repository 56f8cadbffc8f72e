internal import ControlGroups
internal import GroupMetrics

/// The groups of a tree that a query chooses, with those above them down from where the tree begins.
struct TreeFilter {
  /// The groups that answer to the query.
  let chosen: Set<GroupPath>
  private let shown: Set<GroupPath>
  /// By a group above: its last child that is shown.
  private let last: [GroupPath: GroupPath]

  init(_ chosen: [GroupPath], from start: GroupPath) {
    var shown: Set<GroupPath> = [start]
    var last: [GroupPath: GroupPath] = [:]
    for path in chosen {
      for place in path.selfAndAncestors where start.contains(place) {
        shown.insert(place)
        guard place != start, let above = place.parent else { continue }
        if last[above].map({ $0.name.bytes.lexicographicallyPrecedes(place.name.bytes) }) ?? true {
          last[above] = place
        }
      }
    }
    self.chosen = Set(chosen)
    self.shown = shown
    self.last = last
  }

  /// By where a tree begins: the groups that are at or below it, in their order. One that has none is not in it.
  static func divided(_ chosen: [GroupPath], among starts: [GroupPath]) -> [GroupPath: [GroupPath]] {
    let known = Set(starts)
    var inside: [GroupPath: [GroupPath]] = [:]
    // A group has few above it, and a glob may give thousands of trees.
    for path in chosen {
      for above in path.selfAndAncestors where known.contains(above) { inside[above, default: []].append(path) }
    }
    return inside
  }

  func shows(_ path: GroupPath) -> Bool { shown.contains(path) }

  /// Whether no sibling that is shown follows.
  func isLast(_ path: GroupPath) -> Bool { path.parent.map { last[$0] == path } ?? true }
}
