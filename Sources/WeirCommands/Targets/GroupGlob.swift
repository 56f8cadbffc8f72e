internal import ControlGroups

/// A glob over groups: with a `/` over whole paths, otherwise over names.
struct GroupGlob {
  private let pattern: [UInt8]

  init(_ pattern: String) { self.pattern = Array(pattern.utf8) }

  func groups(in hierarchy: Hierarchy) throws -> [ControlGroup] {
    var found: [ControlGroup] = []
    var walk = try hierarchy.rootGroup().walk()
    while let step = walk.next() {
      guard let group = step.group, matches(step.path) else { continue }
      found.append(group)
    }
    return found
  }

  /// A `*` in a path stays within a part.
  func matches(_ path: GroupPath) -> Bool {
    guard pattern.contains(UInt8(ascii: "/")) else { return Glob.matches(path.name.bytes, pattern) }
    let parts = pattern.split(separator: UInt8(ascii: "/")).map(Array.init)
    let names = path.components
    return parts.count == names.count && zip(names, parts).allSatisfy { Glob.matches($0.bytes, $1) }
  }
}
