package import ControlGroups

/// The groups of one look, to find by what a person typed. Pure: nothing is read.
package struct NameIndex {
  /// One group that answers.
  package struct Match: Hashable, Sendable {
    package var path: GroupPath
    package var identity: Identity
    /// What to type for exactly this one: its target, or its path where another group has the same target.
    package var spelling: ByteText
  }

  private let groups: [(path: GroupPath, group: GroupIdentity)]
  private let isShared: Set<ByteText>

  /// Takes every group of a walk, rows and the ones inside them.
  package init(_ groups: [(path: GroupPath, group: GroupIdentity)]) {
    self.groups = groups.withSlicesMarked()
    var seen: Set<ByteText> = []
    var shared: Set<ByteText> = []
    for (_, group) in groups where group.isRow {
      if let target = group.identity.target, !seen.insert(target).inserted { shared.insert(target) }
    }
    isShared = shared
  }

  /// The groups that answer best, in the order of their paths: one, or the candidates to choose from; for a pattern, all.
  /// What was typed is taken literally first, then with `\xHH` undone.
  package func find(_ name: TargetName) -> [Match] {
    let found = best(name)
    if found.isEmpty, let second = name.unescaped { return best(second) }
    return found
  }

  private func best(_ name: TargetName) -> [Match] {
    var best = TargetName.Strength.inner
    var found: [Match] = []
    for (path, group) in groups {
      guard let strength = strength(name, path, group), strength <= best else { continue }
      if strength < best { found.removeAll() }
      best = strength
      found.append(Match(path: path, identity: group.identity, spelling: spelling(path, group)))
    }
    return found.sorted { $0.path < $1.path }
  }

  private func strength(_ name: TargetName, _ path: GroupPath, _ group: GroupIdentity) -> TargetName.Strength? {
    if group.isRow { return name.strength(group.identity, path: path) }
    // A group inside a row answers to its path, or to its last part where no row does.
    switch name.form {
    case .path: return GroupPath(name.text.bytes) == path ? .exact : nil
    case .bare: return path.name == name.text ? .inner : nil
    case .pattern:
      if path.name == name.text { return .inner }
      return name.text.bytes.first == Byte.slash && name.patternTakes(path) ? .loose : nil
    default: return nil
    }
  }

  /// What to type for exactly this one of the groups.
  package func spelling(_ path: GroupPath, _ group: GroupIdentity) -> ByteText {
    guard group.isRow, let target = group.identity.target, !isShared.contains(target) else {
      return ByteText(path.bytes)
    }
    return target
  }
}

extension NameIndex {
  /// Walks a hierarchy once and names every group of it.
  ///
  /// - Parameter byPathOnly: every group is called by the last part of its path, and no file of state is read.
  package static func walking(_ hierarchy: Hierarchy, byPathOnly: Bool = false) throws(ControlGroupError) -> NameIndex {
    var resolver = IdentityResolver(of: hierarchy)
    var groups: [(path: GroupPath, group: GroupIdentity)] = []
    var walk = try hierarchy.rootGroup().walk()
    while let step = walk.next() {
      let plain = GroupIdentity(Identity(kind: .other, name: step.path.name))
      groups.append((step.path, byPathOnly ? plain : resolver.identify(step.path)))
    }
    return NameIndex(groups)
  }

  /// The group that a name is the whole target of, as of the system's units, where no other ends in that name: found
  /// without naming every other group. Nil where only an index can tell.
  ///
  /// The target of a unit of the system is its directory's name, less the `_` that systemd may put before it
  /// (`UnitName`), so no group of another name can have the same; what engines, users' managers and machines name has a
  /// prefix.
  package static func only(
    _ name: ByteText, in hierarchy: Hierarchy, byPathOnly: Bool
  ) throws(ControlGroupError) -> GroupPath? {
    // What is no unit's name costs no search.
    guard TargetName.parse(name)?.form == .bare, byPathOnly || UnitName(directory: name) != nil else { return nil }
    let paths = try hierarchy.paths(named: byPathOnly ? [name] : [name, ByteText([Byte.underscore] + name.bytes)])
    guard paths.count == 1 else { return nil }
    if byPathOnly { return paths[0] }
    var resolver = IdentityResolver(of: hierarchy)
    let group = resolver.identify(paths[0])
    let isUnit = [.service, .slice, .other].contains(group.identity.kind) && group.identity.unit != nil
    return group.isRow && isUnit && group.identity.target == name ? paths[0] : nil
  }

  /// The target that may be meant by a name that no group answers to; nil where none is near.
  package func nearest(_ name: ByteText) -> ByteText? {
    let rows = groups.lazy.filter(\.group.isRow)
    if let target = Spelling.nearest(
      name.description, in: rows.map { spelling($0.path, $0.group).description })
    {
      return ByteText(target)
    }
    // Without the prefix, too.
    guard let bare = Spelling.nearest(name.description, in: rows.map { $0.group.identity.name.description }) else {
      return nil
    }
    return rows.first { $0.group.identity.name.description == bare }.map { spelling($0.path, $0.group) }
  }

  /// Containers of an engine that are known by their id alone, with the reason of the first.
  package func unnamed(of engine: Identity.Engine) -> (count: Int, reason: String)? {
    let guesses = groups.filter { $0.group.isRow && $0.group.identity.engine == engine && $0.group.identity.isGuess }
    guard let reason = guesses.lazy.compactMap({ $0.group.identity.missing.first?.reason }).first else { return nil }
    return (guesses.count, reason)
  }
}
