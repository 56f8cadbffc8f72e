internal import ControlGroups

/// What a reading command is asked about. A glob or a query is about several groups, however many there are: what is
/// printed has the same form for none, one and many, so that scripts are steady.
enum AskedGroups {
  case one(ControlGroup)
  case several([NamedGroup])
}

extension HierarchyOptions {
  /// The groups of a query, or of a target where there is none.
  ///
  /// - Throws: a complaint where there is no such group.
  func asked(_ target: String, _ which: QueryOption, in hierarchy: Hierarchy) throws -> AskedGroups {
    guard let selector = try which.selector() else { return try self.target(target).asked(in: hierarchy) }
    return .several(try ChosenGroups(hierarchy, usesNames: !noNames).open(selector))
  }
}
