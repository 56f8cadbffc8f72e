internal import GroupMetrics

/// Which columns there is room for, and where they stand.
struct ColumnLayout: Sendable {
  struct Place: Sendable {
    let column: ListColumn
    /// The first column of the cell, and the one behind its last (where `^` or `q` may stand).
    let start: Int
    let end: Int
  }

  /// The mark of the selected row stands before the name.
  static let nameStart = 1
  private(set) var nameEnd: Int
  private(set) var places: [Place]

  /// What a name gets before figures do.
  private static func nameRoom(_ width: Int) -> Int {
    switch width {
    case ..<30: 8
    case ..<50: 12
    case ..<80: 18
    case ..<110: 22
    case ..<160: 28
    default: 36
    }
  }

  /// - Parameters:
  ///   - columns: from left to right.
  ///   - isFixed: whether a person chose them: then one that does not fit is left out, and those of less weight may
  ///     still come. Otherwise the first that does not fit is the last that is looked at.
  ///   - longestName: columns of the longest name.
  init(_ columns: [ListColumn], width: Int, longestName: Int, isFixed: Bool) {
    let leastName = min(max(8, longestName), Self.nameRoom(width))
    var left = width - Self.nameStart - leastName
    var taken: Set<Int> = []
    func cost(_ column: ListColumn) -> Int { 1 + column.width + (column.hasMark ? 1 : 0) }
    let order = columns.indices.sorted { (columns[$0].priority, $0) < (columns[$1].priority, $1) }
    var index = 0
    while index < order.count {
      // Those of one priority come together or not at all; those of a person's, which have none, each by itself.
      var group = [order[index]]
      while columns[order[index]].priority > 0, index + group.count < order.count,
        columns[order[index + group.count]].priority == columns[order[index]].priority
      { group.append(order[index + group.count]) }
      index += group.count
      let replaced = taken.filter { old in group.contains { columns[$0].replaces.contains(columns[old].name) } }
      let more = group.reduce(0) { $0 + cost(columns[$1]) } - replaced.reduce(0) { $0 + cost(columns[$1]) }
      guard more <= left else {
        if isFixed { continue }
        break
      }
      left -= more
      taken.subtract(replaced)
      taken.formUnion(group)
    }
    let shown = columns.indices.filter { taken.contains($0) }
    let nameGrowth = min(left, max(0, min(longestName, 40) - leastName))
    nameEnd = Self.nameStart + leastName + nameGrowth
    left -= nameGrowth
    places = []
    var at = nameEnd
    for index in shown {
      let column = columns[index]
      // What is over goes to texts, first to the gap before them.
      var gap = 1
      if column.isLeft, left > 0, case .why = column.content {
        gap = 2
        left -= 1
      }
      let growth = min(left, column.widest - column.width)
      left -= growth
      let start = at + gap
      let end = start + column.width + growth
      places.append(Place(column: column, start: start, end: end))
      at = end + (column.hasMark ? 1 : 0)
    }
    if shown.isEmpty { nameEnd = width }
  }
}
