package import ControlGroups

/// How to put back what a plan changed: the values before, for the incarnations that it was made for.
package struct Undo: Equatable, Sendable {
  /// What is set in one go.
  package struct Part: Equatable, Sendable {
    /// What to set, the last change first; a nil text gives a unit's property back.
    package var changes: [Change]
    /// What must still stand there: where drop-ins are taken away they must be the plan's own.
    package var held: [Change]
    /// Whether the values before were made for good.
    package let isPersistent: Bool

    /// The same without some groups; nil where nothing is left.
    package func without(_ groups: Set<GroupPath>) -> Part? {
      var part = self
      part.changes.removeAll { groups.contains($0.group) }
      part.held.removeAll { groups.contains($0.group) }
      return part.changes.isEmpty ? nil : part
    }
  }

  /// The parts, in order.
  package let parts: [Part]
  /// The incarnations by their ids: another group of the same path is not touched.
  package let groups: [GroupPath: UInt64]
  /// Whether it takes the files past their manager, as the plan did.
  package let isDirect: Bool

  /// Nil where the plan changes nothing.
  package init?(of plan: Plan) {
    let steps = plan.undone
    if steps.isEmpty { return nil }
    parts = WayBack.all(of: steps, plan.changes).map { way in
      var changes: [Change] = []
      for step in way.steps.reversed() {
        for change in way.texts(of: step).map({ Change(group: step.group, file: step.file, text: $0) })
        where !changes.contains(change) {
          changes.append(change)
        }
      }
      return Part(
        changes: changes, held: way.held.map { Change(group: $0.group, file: $0.file, text: $0.new) },
        isPersistent: way.isPersistent)
    }
    groups = Dictionary(steps.map { ($0.group, $0.groupID) }, uniquingKeysWith: { first, _ in first })
    isDirect = steps.contains(where: \.isDirect)
  }
}
