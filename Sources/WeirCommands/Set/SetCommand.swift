internal import ArgumentParser
internal import CLinux
internal import ControlGroups
internal import GroupMetrics
internal import Limits

/// `weir set`: limits of a group, by the way that lasts.
struct SetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set",
    _superCommandName: "weir",
    abstract: "Set limits of a group, by the way that nothing reverts.",
    discussion: """
      Files are spelled as the kernel spells them. Values may be human: memory.max=512M, 50% (of the machine's memory) or \
      max; cpu.max=1.5cpu, 50% (of one CPU) or 25ms/100ms; io.max=/dev/vda,rbps=50M,wiops=1000; FILE=unset gives a limit \
      back. If a unit owns the group and systemd has a property for the file, the value goes through the service manager; \
      otherwise into the file. All values are set, or none. A glob or -w as target lists what would be \
      done first, and wants --yes; with -w the first word is a value, too.
      """)

  @Argument(help: ArgumentHelp("The group, or a glob over groups.", valueName: "target")) var target: String

  @Argument(help: ArgumentHelp("What to set.", valueName: "file=value")) var values: [String] = []

  @OptionGroup var which: QueryOption

  @Flag(name: .customLong("dry-run"), help: "Show what would be done, and do nothing.") var dryRun = false
  @Flag(help: "Keep it over a reboot, where the unit has files of its own.") var persistent = false
  @Flag(help: "Write the file even where systemd owns it.") var direct = false
  @Option(
    name: .customLong("if"),
    help: ArgumentHelp("Only while the file holds this value; may be given several times.", valueName: "file=value"))
  var conditions: [String] = []
  @Flag(help: "Go on with all groups that a glob matched or a query chose.") var yes = false
  @Flag(name: .customLong("allow-oom"), help: "Allow a memory limit that kills.") var allowOOM = false
  @Flag(name: .customLong("allow-stall"), help: "Allow memory.high far below the working set.") var allowStall = false
  @Flag(help: "Allow a group that a kubelet keeps.") var foreign = false
  @OptionGroup var allowed: ProtectedOption
  @Option(name: .joinable("o"), help: "The output: text or json.") var output: OutputFormat = .text
  @OptionGroup var place: HierarchyOptions

  /// One of the usual lines, without the parser; nil for any other.
  static func read(_ words: [String]) -> SetCommand? {
    var line = PlainLine(words, valued: ["--if", "--protected"])
    var command = SetCommand()
    command.dryRun = line.flag("--dry-run")
    command.persistent = line.flag("--persistent")
    command.direct = line.flag("--direct")
    command.yes = line.flag("--yes")
    command.allowOOM = line.flag("--allow-oom")
    command.allowStall = line.flag("--allow-stall")
    command.foreign = line.flag("--foreign")
    command.conditions = line.values("--if")
    command.allowed = ProtectedOption(line.values("--protected"))
    command.place = HierarchyOptions(noNames: line.flag("--no-names"))
    command.which = QueryOption(nil)
    command.output = .text
    guard let words = line.rest(), let target = words.first else { return nil }
    (command.target, command.values) = (target, Array(words.dropFirst()))
    return command
  }

  func validate() throws {
    if values.isEmpty, which.query == nil { throw ValidationError("Missing expected argument '<file=value> ...'") }
  }

  func run() throws {
    let hierarchy = try place.hierarchy()
    if hierarchy.kind == .copy, !dryRun {
      throw Complaint("a copied tree is never written; add --dry-run to see what would be done")
    }
    let (groups, isNamed) = try groups(hierarchy)
    let typed = which.query == nil ? values : [target] + values
    let changes = try SetValues(typed, hierarchy: hierarchy).changes(of: groups)
    let setting = Setting(
      hierarchy: hierarchy, options: options, admitted: admitted, usesNames: !place.noNames)
    let held = try SetValues(conditions, hierarchy: hierarchy).changes(of: groups)
    if let loose = held.first(where: { $0.text == nil }) {
      throw Complaint(
        "--if \(loose.file)=unset: what is unset has a value, too; write the one that weir get shows", exit: .usage)
    }
    let plan = try Waiting.result { try await setting.plan(changes, while: held) }
    // What an undo line calls a group: as typed where it is the one that was.
    let name = { (path: GroupPath) in isNamed && isName && path == groups[0].path ? target : path.description }
    let report = PlanReport(plan, format: output, target: name)
    if !isNamed, !yes, !dryRun {
      report.write(done: nil)
      let count = groups.count == 1 ? "1 group" : "\(groups.count) groups"
      let what = which.query.map { "-w \"\(ByteText($0))\"" } ?? "\"\(ByteText(target))\""
      throw Complaint("\(count) chosen by \(what); nothing was changed; add --yes to go on", exit: .usage)
    }
    if dryRun { return report.write(done: nil) }
    // All values or none, for who presses Ctrl-C, too.
    weir_note_interrupts()
    defer {
      StandardOutput.shared.flush()
      weir_heed_interrupts()
    }
    let applied: Applied
    do {
      applied = try Waiting.result {
        try await setting.apply(plan) { weir_noted_interrupt() == 0 ? nil : "interrupted" }
      }
    } catch {
      if weir_noted_interrupt() != 0 { _ = Complaint.print(error) }
      throw error
    }
    PlanReport(applied.plan, format: output, target: name).write(done: applied.done)
  }

  private func groups(_ hierarchy: Hierarchy) throws -> (groups: [ControlGroup], isNamed: Bool) {
    guard let selector = try which.selector() else { return try place.target(target).all(in: hierarchy) }
    return (try ChosenGroups(hierarchy, usesNames: !place.noNames).open(selector).map(\.group), false)
  }

  private var options: Router.Options {
    var options = Router.Options()
    options.direct = direct
    options.persistent = persistent
    return options
  }

  private var admitted: Planner.Admitted {
    var admitted = Planner.Admitted()
    admitted.safety.oom = allowOOM
    admitted.safety.stall = allowStall
    admitted.foreign = foreign
    admitted.protected = allowed.names
    return admitted
  }

  /// Whether the target is a name that means the same when it is typed again.
  private var isName: Bool { target != "self" && target != "." && !target.hasPrefix("pid:") }
}
