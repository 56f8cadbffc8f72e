package import ControlGroups
internal import SystemdUnits

/// One value of one file of one group, as somebody asked for it.
package struct Change: Equatable, Sendable {
  /// The group.
  package var group: GroupPath
  /// The interface file.
  package var file: String
  /// The text for the kernel, without a newline; nil gives the limit back (`FILE=unset`).
  package var text: String?
  /// Whether a person typed it otherwise: with a unit.
  package var hasUnit = false

  package init(group: GroupPath, file: String, text: String?) {
    self.group = group
    self.file = file
    self.text = text
  }
}

/// One write of a plan.
package struct Step: Equatable, Sendable {
  /// The group.
  package var group: GroupPath
  /// Its id when the plan was made: another one at the time of writing is another group.
  package var groupID: UInt64
  /// The file.
  package var file: String
  /// For a file by key (io.max), the key.
  package var key: String?
  /// What stands there now: the whole file, or the key's line; empty where there is none.
  package var old: String
  /// What shall stand there.
  package var new: String
  /// Whether the value is given back rather than set.
  package var isUnset: Bool
  /// Whether nobody had set the unit's property before, so that giving it back is what undoes the step.
  package var wasUnset = false
  /// Whether the group was idle, and its weight no value: it reads 0 or 1, by kernel.
  package var wasIdle = false
  /// The weight that a group loses when it becomes idle; nil for any other step.
  package var lostWeight: String?
  /// Whether set-property had made the old value for good.
  package var wasPersistent = false
  /// Whether it must be written although the file holds the value: its manager would not keep it, or not for good.
  package var isOwed = false
  /// The protected groups that must be named for lowering it.
  package var protectedNames: [String] = []
  /// The way it takes.
  package var route: Route
  /// How long it stays.
  package var lasting: Lasting
  /// The ancestor that binds tighter, and its value.
  package var clip: Clip?
  /// What a person should know before.
  package var warnings: [String] = []

  /// An ancestor's value that keeps this one from counting.
  package struct Clip: Equatable, Sendable {
    /// The ancestor.
    package var group: GroupPath
    /// Its value, as the kernel prints it.
    package var value: String
  }

  /// Whether the value is there already, by the way it would take: then nothing is written.
  package var isUnchanged: Bool { old == new && !isUnset && !wasIdle && !isOwed }

  /// Whether the group may use less afterwards. Nil where more and less mean nothing for the file.
  package var lowers: Bool? { Direction.lowers(file: file, old: old, new: new) }
}

extension Step {
  /// The same into the group's file, where the manager refuses the property that was to be its way; the same step where
  /// its way was another.
  func intoFile(insteadOf property: String) -> Step {
    guard case .manager(let unit, _, let properties) = route, properties.contains(where: { $0.name == property }),
      !isUnset || InterfaceTable.entry(named: file)?.row.standard != nil
    else { return self }
    var step = self
    step.route = .file(.propertyRefused(unit: unit, property: property))
    if isUnset, let standard = InterfaceTable.entry(named: file)?.row.standard { step.new = standard }
    if let warning = step.route.warning { step.warnings.append(warning) }
    // What an engine's container restarts with does not change by the way.
    if case .untilContainerRestarts = lasting { return step }
    step.lasting = .untilNextSetProperty(unit)
    if lasting == .forGood { step.warnings.append(step.lasting.keepsNothing) }
    return step
  }
}
