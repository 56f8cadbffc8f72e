package import ControlGroups

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
  package var isUnchanged: Bool { old == new && !isUnset && !wasIdle }

  /// Whether the group may use less afterwards. Nil where more and less mean nothing for the file.
  package var lowers: Bool? { Direction.lowers(file: file, old: old, new: new) }
}
