internal import ControlGroups

/// Brings processes into a group, and what they forked while they were on their way there.
///
/// A child is born where its parent is: what a process forks once it is in, is in. What is left outside was forked before,
/// and so was what it forks until it is moved itself: each round finds less.
struct Stragglers {
  /// So many times one looks, at most.
  static let rounds = 16

  private let hierarchy: Hierarchy
  private let group: ControlGroup
  /// Whether a process may be moved at all.
  private let mayMove: (Int32) -> Bool
  /// Asks somebody else to move processes, which the file refuses to this user.
  private let elsewise: ([Int32]) -> Void

  init(
    _ hierarchy: Hierarchy, _ group: ControlGroup, mayMove: @escaping (Int32) -> Bool,
    elsewise: @escaping ([Int32]) -> Void
  ) {
    self.hierarchy = hierarchy
    self.group = group
    self.mayMove = mayMove
    self.elsewise = elsewise
  }

  /// What those that are in have forked, and is not in.
  ///
  /// By the group, not by the numbers one began with: a number may be another process's by now.
  func outside() -> [Int32] {
    ProcessTree(hierarchy).members(of: group.members()).filter { isOutside($0) && !hierarchy.isZombie(process: $0) }
  }

  /// Moves those that are not in; answers why the file would not have one that is outside all the same.
  func bring(_ members: [Int32]) -> [Int32: ControlGroupError] {
    var refused: [Int32: ControlGroupError] = [:]
    for process in members where isOutside(process) && mayMove(process) {
      do { _ = try group.move(process: process) } catch { refused[process] = error }
    }
    // One that ends meanwhile needs no place.
    let left = members.filter { refused[$0] != nil && isOutside($0) && !hierarchy.isZombie(process: $0) }
    if !left.isEmpty { elsewise(left) }
    return refused.filter { isOutside($0.key) }
  }

  private func isOutside(_ process: Int32) -> Bool {
    guard let path = try? hierarchy.path(ofProcess: process) else { return false }
    return !group.path.contains(path)
  }

  /// Moves them until two looks in a row find none, for one alone may overlook some (``ProcessTree``); answers those that
  /// were moved. Those that are left, ``outside()`` tells.
  func takeIn() -> [Int32] {
    var taken: [Int32] = []
    var quiet = 0
    for _ in 0..<Self.rounds where quiet < 2 {
      let found = outside().filter(mayMove)
      if found.isEmpty {
        quiet += 1
        continue
      }
      quiet = 0
      _ = bring(found)
      taken += found.filter { !isOutside($0) && !taken.contains($0) }
    }
    return taken
  }
}
