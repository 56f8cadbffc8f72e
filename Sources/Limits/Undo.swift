package import ControlGroups

/// How to put back what a plan changed: the values before, for the incarnations that it was made for.
package struct Undo: Equatable, Sendable {
  /// What to set, the last change first; a nil text gives a unit's property back.
  package let changes: [Change]
  /// What must still stand there: where drop-ins are taken away they must be the plan's own.
  package let held: [Change]
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
    var changes: [Change] = []
    for step in steps.reversed() {
      for change in Plan.undoing(step).map({ Change(group: step.group, file: step.file, text: $0) })
      where !changes.contains(change) {
        changes.append(change)
      }
    }
    self.changes = changes
    held = Plan.held(steps).map { Change(group: $0.group, file: $0.file, text: $0.new) }
    groups = Dictionary(steps.map { ($0.group, $0.groupID) }, uniquingKeysWith: { first, _ in first })
    isDirect = steps.contains(where: \.isDirect)
    isPersistent = steps.contains(where: \.undoIsPersistent)
  }
}
