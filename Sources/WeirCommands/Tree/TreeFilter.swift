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

  func shows(_ path: GroupPath) -> Bool { shown.contains(path) }

  /// Whether no sibling that is shown follows.
  func isLast(_ path: GroupPath) -> Bool { path.parent.map { last[$0] == path } ?? true }
}
