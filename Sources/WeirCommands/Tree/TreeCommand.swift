internal import ArgumentParser
internal import ControlGroups

/// `weir tree`: the groups below a target, with figures.
struct TreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    // Parsed by itself (Start.swift) it is not asked for a completion script, which would take as long as all the rest.
    _superCommandName: "weir",
    abstract: "Show the tree of groups, what runs in each and how much it uses.",
    discussion: """
      Figures are as of now: CPU TIME since the group's birth; MEMORY now and its CAP, the smallest memory.max over the \
      group and its ancestors (^ where an ancestor sets it, + where limits are invisible, of groups above or of cgroup \
      version 1, and may be tighter); PIDS; and the share of the last 10 s in which some task waited for cpu, mem or io, in percent. \
      A dash stands for a figure that is absent; -o json says why.
      """)

  @Argument(help: ArgumentHelp("Where to begin.", valueName: "target")) var target = "/"

  @Option(
    name: [.customShort("L"), .customLong("level")],
    help: ArgumentHelp("Go no deeper than this many levels.", valueName: "n"))
  var level: Int?

  @Flag(help: "Names only: no figures, no processes.") var bare = false

  @Option(name: .shortAndLong, help: "The output: text or json.") var output: OutputFormat = .text

  @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto

  @OptionGroup var place: HierarchyOptions

  func validate() throws {
    if let level, level < 0 { throw ValidationError("-L \(level): the number of levels is not below 0") }
  }

  func run() throws {
    let group = try Target(target).resolve(in: place.hierarchy())
    let walk = group.walk(maximumDepth: level ?? .max)
    switch output {
    case .json: try TreeJSON(bare: bare).write(walk, from: group)
    case .text: try TreeText(bare: bare, terminal: Terminal(color)).write(walk, from: group)
    }
  }
}
