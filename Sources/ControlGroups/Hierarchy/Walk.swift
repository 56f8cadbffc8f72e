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
      return Step(group: group, path: group.path, depth: 0, isLast: true, failure: descend(into: group))
    }
    while let depth = levels.indices.last {
      let level = levels[depth]
      guard level.next < level.children.count else {
        levels.removeLast()
        continue
      }
      levels[depth].next += 1
      let name = level.children[level.next]
      let path = level.group.path.appending(name)
      let isLast = level.next + 1 == level.children.count
      do {
        let group = try hierarchy.open(name.bytes + [0], in: level.group.directory, as: path)
        return Step(group: group, path: path, depth: depth + 1, isLast: isLast, failure: descend(into: group))
      } catch ErrorNumber.noEntry, ErrorNumber.noDevice, ErrorNumber.crossesDevice, ErrorNumber.symbolicLink,
        ErrorNumber.notDirectory
      {
        continue
      } catch {
        return Step(
          group: nil, path: path, depth: depth + 1, isLast: isLast,
          failure: .system(doing: .open, file: nil, group: path, error))
      }
    }
    return nil
  }

  /// Its children are listed at once, while it is certainly there; a group that vanished has none.
  private mutating func descend(into group: ControlGroup) -> ControlGroupError? {
    guard levels.count < maximumDepth else { return nil }
    do {
      let entries = try group.entries(directoriesOnly: true, &buffer)
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
