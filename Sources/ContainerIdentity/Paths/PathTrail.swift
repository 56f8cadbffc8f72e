package import ControlGroups

/// Proposals for groups in the order of a walk: each goes on from its parent's, so that a part is looked at once for all
/// groups below it.
///
/// Any other order has the same answers, and costs what `PathPattern.propose` does.
package struct PathTrail {
  /// From the root to the last group asked about.
  private var walks = [PathWalk()]

  package init() {}

  /// The proposal for a group.
  package mutating func propose(_ path: GroupPath) -> Proposal {
    let bytes = path.bytes.span
    while !walks[walks.count - 1].path.contains(path) { walks.removeLast() }
    var walk = walks[walks.count - 1]
    var start = walk.path.isRoot ? 0 : walk.path.bytes.count
    while start + 1 < bytes.count {
      var end = start + 1
      while end < bytes.count, bytes[end] != Byte.slash { end += 1 }
      let part = ByteText(bytes, start + 1..<end)
      if end == bytes.count { walk.enter(part, path) } else { walk.enter(part) }
      walks.append(walk)
      start = end
    }
    return walk.proposal
  }
}
