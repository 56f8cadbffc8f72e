internal import ContainerIdentity
internal import ControlGroups

/// Which groups the screen shows.
struct TopScope: Sendable {
  /// What is sampled: this group, and what is below it.
  private(set) var root = GroupPath.root
  /// What the shown of them answer to, or a group above each; nil for all.
  private(set) var only: TargetName?

  /// All groups.
  init() {}

  /// What is at and below a target. A glob is held against each sample anew, so that what is born under a name that it
  /// takes comes into sight; it must take a group now.
  init(_ target: Target, in hierarchy: Hierarchy) throws {
    switch try target.asked(in: hierarchy) {
    case .one(let group): root = group.path
    case .several: only = TargetName.parse(ByteText(target.text))
    }
  }
}
