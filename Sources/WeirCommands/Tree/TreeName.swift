internal import ContainerIdentity
internal import ControlGroups

/// What stands for a group in a tree: what one types for a container, a machine, a session or an application, and the
/// last part of the path for all that is called so anyway.
enum TreeName {
  /// - Parameter group: nil where names are not asked for.
  static func print(_ step: Walk.Step, _ group: GroupIdentity?, to out: inout [UInt8]) {
    guard let group, let target = target(group) else { return step.printName(to: &out) }
    target.append(to: &out)
    out.append(contentsOf: group.identity.guessMark.utf8)
  }

  private static func target(_ group: GroupIdentity) -> ByteText? {
    guard group.isRow else { return nil }
    switch group.identity.kind {
    case .container, .machine, .session, .app: return group.identity.target
    case .service, .slice, .other: return nil
    }
  }
}
