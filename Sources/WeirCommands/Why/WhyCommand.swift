internal import ArgumentParser
internal import CLinux
internal import ControlGroups
internal import SystemdUnits

/// `weir why`: what holds a group back, or the machine.
struct WhyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "why",
    _superCommandName: "weir",
    abstract: "Say what holds a group back, by which limit and whose, and what would help.",
    discussion: """
      Looks for one interval. With a target, or for each group that a glob or -w chooses: every cause, the most severe \
      first, each with its evidence and the line that would help; of a service that is stopped or was restarted, how it \
      ended. Without one: the machine first, then the groups that suffer, in at most 20 lines. A wait that a quota makes \
      is never called a want of CPUs; where groups compete, it names those that take most.
      """)

  @Argument(help: ArgumentHelp("The group, or a glob over groups; all of them without one.", valueName: "target"))
  var target: String?

  @Option(
    name: .joinable("d"), parsing: .unconditional,
    help: ArgumentHelp("How long to look, such as 5s or 500ms.", valueName: "time"))
  var delay = "1s"

  @Option(name: .joinable("o"), help: "The output: text or json.") var output: OutputFormat = .text

  @OptionGroup var which: QueryOption

  @OptionGroup var place: HierarchyOptions

  func validate() throws {
    if let target, which.query != nil { throw ValidationError("\"\(ByteText(target))\" and -w: give one of them") }
  }

  func run() throws {
    let nanoseconds = try Interval.nanoseconds(delay, option: "-d")
    let hierarchy = try place.hierarchy()
    var managers = SystemdConnections<Systemd>()
    let asked: [GroupPath]?
    do { asked = try groups(hierarchy) } catch {
      // A service that does not run has no group, but its manager knows how it ended.
      guard let target, let end = ServiceEnd.ask(target, hierarchy, &managers) else { throw error }
      return StandardOutput.shared.write(output == .json ? end.json : "\(end.sentence)\n")
    }
    let report = try WhyReport(
      hierarchy, asked, ended: { ServiceEnd.ask($0, hierarchy, &managers) },
      killed: UnitEvidence(hierarchy).callAsFunction
    ) {
      weir_sleep_nanoseconds(nanoseconds)
    }
    switch output {
    case .text: StandardOutput.shared.write(WhyText(report: report).text)
    case .json: StandardOutput.shared.write(WhyJSON(report: report).text)
    }
  }

  /// Nil for all.
  private func groups(_ hierarchy: Hierarchy) throws -> [GroupPath]? {
    if target == nil, which.query == nil { return nil }
    switch try place.asked(target ?? "", which, in: hierarchy) {
    case .one(let group): return [group.path]
    case .several(let groups): return groups.map(\.group.path)
    }
  }
}
