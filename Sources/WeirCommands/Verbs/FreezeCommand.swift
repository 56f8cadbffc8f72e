internal import ArgumentParser
internal import ControlGroups
internal import Limits
internal import SystemdUnits

/// `weir freeze`: stops every process of a group.
struct FreezeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "freeze",
    abstract: "Stop every process in a group and below, and wait until all stand still.",
    discussion: "Through the service manager where a unit owns the group. weir thaw lets them go on.")

  @Argument(help: ArgumentHelp("The group.", valueName: "target")) var target: String?
  @OptionGroup var options: ActionOptions

  func run() throws {
    let deadline = try options.deadline()
    try options.each(target, .freeze) { group in
      if let engine = EngineScope(group.path), engine.engine != .kubernetes {
        let names = options.place.noNames ? [:] : ContainerNames.of([group.path], in: group.hierarchy)
        let name = names[engine.scope] ?? String(engine.id.prefix(12))
        Complaint.say(
          "\(engine.engine.rawValue) does not see that its container stands still; its own way is \(engine.engine.rawValue) pause \(name)"
        )
      }
      if let unit = try OwningUnit.of(group) {
        try Waiting.result { try await unit.freeze(deadline: .nanoseconds(Int64(clamping: deadline))) }
      } else {
        try group.freeze(within: deadline)
      }
      let thawed = target.flatMap { Glob.isGlob($0) ? nil : Shell.quoted(ByteText($0)) } ?? Shell.quoted(group.path)
      options.report("freeze", group, "frozen; weir thaw \(thawed) lets it go on")
    }
  }
}

/// `weir thaw`: lets the processes of a group go on.
struct ThawCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "thaw", abstract: "Let the processes of a frozen group go on.")

  @Argument(help: ArgumentHelp("The group.", valueName: "target")) var target: String?
  @OptionGroup var options: ActionOptions

  func run() throws {
    let deadline = try options.deadline()
    try options.each(target, nil) { group in
      if let unit = try OwningUnit.of(group) {
        try Waiting.result { try await unit.thaw(deadline: .nanoseconds(Int64(clamping: deadline))) }
        // What was frozen by its file systemd knows nothing of.
        if (try? group.core.freeze.read())?.isOn == true { try group.thaw(within: deadline) }
      } else {
        try group.thaw(within: deadline)
      }
      options.report("thaw", group, "thawed")
    }
  }
}
