internal import GroupMetrics

extension ListColumn {
  /// The word of the settings for WHY being left out. Lists that do not name it, as older versions wrote them, have it last.
  static let withoutWhy = "-why"

  /// Those that only a screen has.
  private static let own = Set(automatic(manyCPUs: false).map(\.name).filter { Catalogue.column($0) == nil })

  /// Whether a list of names may hold it.
  static func isKnown(_ name: String) -> Bool {
    name == withoutWhy || own.contains(name) || Catalogue.column(name) != nil
  }

  /// The columns of a list that a person ticked, in its order. Those that a screen shows by itself keep their weight, and
  /// what was ticked beyond them comes first.
  static func chosen(_ names: [String], manyCPUs: Bool) -> [ListColumn] {
    let automatic = automatic(manyCPUs: manyCPUs)
    var columns = names.compactMap { name in
      automatic.first { $0.name == name }
        ?? Catalogue.column(name).map { ListColumn($0, priority: 0, manyCPUs: manyCPUs) }
    }
    let ticked = Set(names)
    for index in columns.indices where !columns[index].replaces.isEmpty {
      // Parts take the place of their sum only where all of them are there.
      let priority = columns[index].priority
      if !automatic.allSatisfy({ $0.priority != priority || ticked.contains($0.name) }) { columns[index].replaces = [] }
    }
    if !ticked.contains(why.name), !ticked.contains(withoutWhy) { columns.append(why) }
    return columns
  }

  /// The columns that a command line names: the first counts most, and WHY comes last.
  static func asked(_ columns: [Column], manyCPUs: Bool) -> [ListColumn] {
    var last = why
    last.priority = columns.count
    return columns.indices.map { ListColumn(columns[$0], priority: $0, manyCPUs: manyCPUs) } + [last]
  }
}
