internal import ArgumentParser
internal import ControlGroups
internal import Limits
internal import ProcessIO
internal import SystemdUnits

/// `weir run`: a command inside a scope of its own, under limits.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    _superCommandName: "weir",
    abstract: "Run a command in a control group of its own, under limits.",
    usage: "weir run [<options>] [<file=value> ...] -- <command> ...",
    discussion: """
      The command starts inside a transient scope that has the limits from the start, and keeps the terminal, signals and \
      its exit code: 128 + N for death by signal N, 125 where weir failed, 126 where the command cannot be executed, 127 \
      where it is not found. Values are those of weir set. --report says at the end, on standard error, what was used.
      """)

  @Argument(help: ArgumentHelp("Limits.", valueName: "file=value")) var values: [String] = []

  @Flag(help: "Ask the user's service manager (the default for ordinary users).") var user = false
  @Flag(help: "Ask the system's service manager (the default for root).") var system = false
  @Option(help: ArgumentHelp("The slice to run in.", valueName: "slice")) var slice: String?
  @Option(help: ArgumentHelp("The scope's name.", valueName: "name")) var unit: String?
  @Flag(help: "Let the command make groups below its own: its processes go into a leaf.") var delegate = false
  @Flag(help: "Say at the end what the command used; one process of weir's then counts for pids.max.") var report =
    false
  @Option(name: .joinable("o"), help: "The report: text or json.") var output: OutputFormat = .text
  @Flag(name: .customLong("allow-oom"), help: "Allow a memory limit that kills.") var allowOOM = false

  /// For people; what is executed are the bytes.
  private var command: [String] { Arguments.afterTerminator().map(Arguments.string) }

  /// One of the usual lines, without the parser; nil for any other.
  static func read(_ words: [String]) -> RunCommand? {
    var line = PlainLine(words, valued: ["--slice", "--unit"])
    var command = RunCommand()
    command.user = line.flag("--user")
    command.system = line.flag("--system")
    command.delegate = line.flag("--delegate")
    command.report = line.flag("--report")
    command.allowOOM = line.flag("--allow-oom")
    command.slice = line.value("--slice")
    command.unit = line.value("--unit")
    command.output = .text
    guard let values = line.rest() else { return nil }
    command.values = values
    return command
  }

  func validate() throws {
    if user && system { throw ValidationError("--user and --system exclude one another") }
    if command.isEmpty {
      throw ValidationError("no command; write it after --, as in weir run memory.max=512M -- make")
    }
    if let wrong = values.first(where: { !$0.contains("=") }) {
      throw ValidationError("\"\(wrong)\" is no FILE=VALUE; the command stands after --")
    }
  }

  func run() throws {
    do {
      let code = try execute()
      StandardOutput.shared.flush()
      throw Complaint.silently(.command(code))
    } catch let complaint as Complaint where complaint.exit != .failed {
      throw complaint
    } catch {
      // What weir itself failed at is told apart from the command's own 1.
      _ = Complaint.print(error)
      throw Complaint.silently(.weirFailed)
    }
  }

  private func execute() throws -> Int32 {
    let hierarchy = try Hierarchy.live()
    let limits = try RunLimits(values, hierarchy: hierarchy, allowOOM: allowOOM)
    let child = try GatedChild(Arguments.afterTerminator())
    let keeper = report ? try Keeper() : nil
    let members = [child.process] + (keeper.map { [$0.process] } ?? [])
    let request = RunPlace.Request(
      name: unit.map { $0.hasSuffix(".scope") ? $0 : $0 + ".scope" } ?? RunPlace.freshName(), slice: slice,
      isUser: user || (!system && hierarchy.calls.user != 0), isDelegated: delegate,
      command: command.joined(separator: " "), gate: child.gate)
    let began = hierarchy.calls.monotonicNanoseconds
    let place = try RunPlace.start(request, limits, members: members, hierarchy: hierarchy)
    defer { place.clean() }
    let error = child.open()
    if error < 0 {
      _ = child.wait()
      throw Complaint(
        "the process that was to become \(ByteText(command[0])) was killed before it did", exit: .weirFailed)
    }
    if error > 0 {
      _ = child.wait()
      Complaint.say("\(ByteText(command[0])): \(ErrorNumber(rawValue: error).meaning)")
      return error == 2 || error == 20 ? 127 : 126
    }
    let code = child.wait()
    if report {
      let wall = hierarchy.calls.monotonicNanoseconds - began
      RunReport.read(place.group, wallNanoseconds: wall, exit: code).write(output)
    }
    keeper?.end()
    return code
  }
}
