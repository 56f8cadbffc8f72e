/// Looks for the groups of a name by directories alone: a group is opened only if something is below it, and none is
/// asked for where the group above says that nothing is. A walk opens each.
struct NameSearch {
  private struct Level {
    let group: ControlGroup
    /// Those that may have groups below them.
    let children: [ByteText]
    var next = 0
  }

  private let names: [ByteText]
  private var found: [GroupPath] = []
  private var levels: [Level] = []
  private var buffer: [UInt8] = []

  private init(_ names: [ByteText]) { self.names = names }

  /// Groups that vanish, or that cannot be listed, are left out.
  static func paths(named names: [ByteText], in hierarchy: Hierarchy) throws(ControlGroupError) -> [GroupPath] {
    var search = NameSearch(names)
    let root = try hierarchy.rootGroup()
    try? search.list(root) { buffer throws(ErrorNumber) in try root.entries(directoriesOnly: true, &buffer) }
    while let depth = search.levels.indices.last {
      guard search.levels[depth].next < search.levels[depth].children.count else {
        search.levels.removeLast()
        continue
      }
      let level = search.levels[depth]
      search.levels[depth].next += 1
      try? search.look(into: level.children[level.next], of: level.group)
    }
    return search.found.sorted()
  }

  private mutating func look(into child: ByteText, of group: ControlGroup) throws(ErrorNumber) {
    let name = child.bytes + [0]
    if group.isChildless(try group.calls.status(group.directory, name).links) { return }
    let (inner, links) = try group.hierarchy.openCountingLinks(
      name, in: group.directory, as: group.path.appending(child))
    try list(inner) { buffer throws(ErrorNumber) in try inner.firstEntries(links: links, &buffer) }
  }

  private mutating func list(
    _ group: ControlGroup, _ entries: (inout [UInt8]) throws(ErrorNumber) -> [DirectoryEntry]
  ) throws(ErrorNumber) {
    let before = group.descendants
    let entries = try entries(&buffer)
    for entry in entries where names.contains(entry.name) { found.append(group.path.appending(entry.name)) }
    // Its children were all that there is below it, before they were listed and after: none of them has any.
    if entries.isEmpty || before == entries.count && group.descendants == before { return }
    levels.append(Level(group: group, children: entries.map(\.name)))
  }
}

extension ControlGroup {
  /// How many groups there are below, at any depth, as the kernel counts them; nil for a copy, whose files tell of
  /// another tree, and where it cannot be read.
  fileprivate var descendants: Int? {
    guard hierarchy.kind != .copy else { return nil }
    return (try? core.stat.read())?.nrDescendants.flatMap { Int(exactly: $0.rawValue) }
  }
}

extension Hierarchy {
  /// The paths of all groups whose path ends in one of the names, in byte order. One that something is mounted over is
  /// among them, and refused when it is opened.
  package func paths(named names: [ByteText]) throws(ControlGroupError) -> [GroupPath] {
    try NameSearch.paths(named: names, in: self)
  }
}
