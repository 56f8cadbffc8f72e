package import ControlGroups

/// How to put back what a plan changed: the values before, for the incarnations that it was made for.
package struct Undo: Equatable, Sendable {
  /// What to set, the last change first; a nil text gives a unit's property back.
  package let changes: [Change]
  /// The incarnations by their ids: another group of the same path is not touched.
  package let groups: [GroupPath: UInt64]
  /// Whether it takes the files past their manager, as the plan did.
  package let isDirect: Bool
  /// Whether the values before were made for good.
  package let isPersistent: Bool

  /// Nil where the plan changes nothing.
  package init?(of plan: Plan) {
    let steps = plan.undone
    if steps.isEmpty { return nil }
    changes = steps.reversed().flatMap { step in
      Self.texts(step).map { Change(group: step.group, file: step.file, text: $0) }
    }
    groups = Dictionary(steps.map { ($0.group, $0.groupID) }, uniquingKeysWith: { first, _ in first })
    isDirect = steps.contains(where: \.isDirect)
    isPersistent = steps.contains { !$0.undoIsUnset && ($0.wasPersistent || $0.lasting == .forGood) }
  }

  /// The kernel's texts that stood there: of a file by key one for each line.
  private static func texts(_ step: Step) -> [String?] {
    if step.undoIsUnset { return [nil] }
    guard Current.isByKey(step.file) else { return [step.old] }
    if let key = step.key { return [step.old.isEmpty ? Current.reset(step.file, key: key) : step.old] }
    return step.old.split(separator: "\n").map(String.init)
  }
}
