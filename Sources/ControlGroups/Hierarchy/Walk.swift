/// A walk over a group and everything below it, parents before children, siblings in byte order.
///
/// Groups that vanish on the way are left out quietly. Holds one descriptor for each level it stands on.
public struct Walk {
  /// One group of the walk.
  public struct Step {
    /// The group; nil where it is there but cannot be opened.
    public let group: ControlGroup?
    /// Its path.
    public let path: GroupPath
    /// The last part of its path.
    public let name: ByteText
    /// 0 for the group the walk began with.
    public let depth: Int
    /// Whether no sibling was listed after it.
    public let isLast: Bool
    /// Why it cannot be opened, or what is below it cannot be listed; nil where both can.
    public let failure: ControlGroupError?
  }

  private struct Level {
    let group: ControlGroup
    let children: [ByteText]
    var next = 0
  }

  private let hierarchy: Hierarchy
  private let maximumDepth: Int
  private var levels: [Level] = []
  private var start: ControlGroup?
  private var buffer: [UInt8] = []

  /// Begins at a group.
  ///
  /// - Parameter maximumDepth: how far down; 0 is the group itself.
  public init(from group: ControlGroup, maximumDepth: Int = .max) {
    hierarchy = group.hierarchy
    self.maximumDepth = maximumDepth
    start = group
  }

  /// The next group, nil at the end.
  public mutating func next() -> Step? {
    if let group = start {
      start = nil
      // Of a group that was given the descriptor's offset may be anywhere: a listing of its own.
      let failure = descend(into: group) { buffer throws(ErrorNumber) in
        try group.entries(directoriesOnly: true, &buffer)
      }
      return Step(
        group: group, path: group.path, name: group.path.name, depth: 0, isLast: true, failure: failure)
    }
    while let depth = levels.indices.last {
      guard levels[depth].next < levels[depth].children.count else {
        levels.removeLast()
        continue
      }
      let parent = levels[depth].group
      let name = levels[depth].children[levels[depth].next]
      levels[depth].next += 1
      let path = parent.path.appending(name)
      let isLast = levels[depth].next == levels[depth].children.count
      do {
        let (group, links) = try hierarchy.openCountingLinks(name.bytes + [0], in: parent.directory, as: path)
        let failure = descend(into: group) { buffer throws(ErrorNumber) in
          try group.firstEntries(links: links, &buffer)
        }
        return Step(group: group, path: path, name: name, depth: depth + 1, isLast: isLast, failure: failure)
      } catch ErrorNumber.noEntry, ErrorNumber.noDevice, ErrorNumber.crossesDevice, ErrorNumber.symbolicLink,
        ErrorNumber.notDirectory
      {
        continue
      } catch {
        return Step(
          group: nil, path: path, name: name, depth: depth + 1, isLast: isLast,
          failure: .system(doing: .open, file: nil, group: path, error))
      }
    }
    return nil
  }

  /// Its children are listed at once, while it is certainly there; a group that vanished has none.
  private mutating func descend(
    into group: ControlGroup, _ list: (inout [UInt8]) throws(ErrorNumber) -> [DirectoryEntry]
  ) -> ControlGroupError? {
    guard levels.count < maximumDepth else { return nil }
    do {
      let entries = try list(&buffer)
      if !entries.isEmpty { levels.append(Level(group: group, children: entries.map(\.name))) }
      return nil
    } catch ErrorNumber.noEntry, ErrorNumber.noDevice {
      return nil
    } catch {
      return .system(doing: .list, file: nil, group: group.path, error)
    }
  }
}

extension ControlGroup {
  /// This group and all below, parents first, as a walk.
  public func walk(maximumDepth: Int = .max) -> Walk { Walk(from: self, maximumDepth: maximumDepth) }
}
