internal import ControlGroups

/// Brings processes into a group, and what they forked while they were on their way there.
///
/// A child is born where its parent is: what a process forks once it is in, is in. What is left outside was forked before,
/// and so was what it forks until it is moved itself: each round finds less.
struct Stragglers {
  /// A process as it was seen: a number alone may be another one's by the time that it is moved.
  struct Member: Hashable {
    let id: Int32
    /// Nil where it does not say, or is gone.
    let started: ByteText?
  }

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

  /// A process as it is now.
  static func member(_ id: Int32, _ hierarchy: Hierarchy) -> Member {
    Member(id: id, started: hierarchy.startTime(ofProcess: id))
  }

  /// What those that are in have forked, and is not in. Neither this process nor a child of it, which it needs for its
  /// work: it may be below one of them, as where a shell adopts itself.
  ///
  /// By the group, not by the numbers one began with: a number may be another process's by now.
  func outside() -> [Member] {
    ProcessTree(hierarchy).members(of: group.members(), without: hierarchy.calls.process)
      .map { Self.member($0, hierarchy) }.filter(isOutside)
  }

  /// Moves those that are not in; answers why the file would not have one that is outside all the same.
  func bring(_ members: [Member]) -> [Int32: ControlGroupError] {
    var refused: [Int32: ControlGroupError] = [:]
    var forbidden: [Member] = []
    for member in members where isOutside(member) && mayMove(member.id) {
      do { _ = try group.move(process: member.id) } catch {
        refused[member.id] = error
        if case .refused(let refusal) = error, case .moveNotPermitted = refusal.reason { forbidden.append(member) }
      }
    }
    // One that ends meanwhile needs no place.
    let left = forbidden.filter(isOutside).map(\.id)
    if !left.isEmpty { elsewise(left) }
    let stay = Set(members.filter(isOutside).map(\.id))
    return refused.filter { stay.contains($0.key) }
  }

  private func isOutside(_ member: Member) -> Bool {
    livesElsewhere(member.id) && hierarchy.startTime(ofProcess: member.id) == member.started
  }

  /// Whether there is such a process, and not in the group.
  func livesElsewhere(_ id: Int32) -> Bool {
    hierarchy.livingPath(ofProcess: id).map { !group.path.contains($0) } ?? false
  }

  /// Moves them until two looks in a row find none, for one alone may overlook some (``ProcessTree``), or those that the
  /// last one found stay; answers what is in. What is left, ``outside()`` tells.
  func takeIn() -> [Int32] {
    var taken: [Int32] = []
    var last: [Member] = []
    var quiet = 0
    for _ in 0..<Self.rounds where quiet < 2 {
      let found = outside().filter { mayMove($0.id) }
      quiet = found.isEmpty || found == last ? quiet + 1 : 0
      last = found
      if found.isEmpty { continue }
      _ = bring(found)
      taken += found.map(\.id).filter {
        hierarchy.livingPath(ofProcess: $0).map(group.path.contains) == true && !taken.contains($0)
      }
    }
    return taken
  }
}
