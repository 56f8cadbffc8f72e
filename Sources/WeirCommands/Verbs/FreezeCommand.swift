internal import ArgumentParser
internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// `weir freeze`: stops every process of a group.
struct FreezeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze",
    _superCommandName: "weir",
    abstract: "Stop every process in a group and below, and wait until all stand still.",
    discussion: "Through the service manager where a unit owns the group. weir thaw lets them go on.")

  @Argument(help: ArgumentHelp("The group.", valueName: "target")) var target: String?
  @OptionGroup var allowed: ProtectedOption
  @OptionGroup var options: ActionOptions

  func run() throws {
    let deadline = try options.deadline()
    try options.each(target, .freeze, admitted: allowed.names) { group in
      if let note = GroupVerbs.engineNote(group, usesNames: !options.place.noNames) { Complaint.say(note) }
      try GroupVerbs.freeze(group, within: deadline)
      let thawed = target.flatMap { Glob.isGlob($0) ? nil : Shell.quoted(ByteText($0)) } ?? Shell.quoted(group.path)
      options.report("freeze", group, "frozen; weir thaw \(thawed) lets it go on")
    }
  }
}

/// `weir thaw`: lets the processes of a group go on.
struct ThawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thaw", _superCommandName: "weir", abstract: "Let the processes of a frozen group go on.")

  @Argument(help: ArgumentHelp("The group.", valueName: "target")) var target: String?
  @OptionGroup var options: ActionOptions

  func run() throws {
    let deadline = try options.deadline()
    try options.each(target, nil) { group in
      try GroupVerbs.thaw(group, within: deadline)
      options.report("thaw", group, "thawed")
    }
  }
}
