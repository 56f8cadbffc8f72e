internal import ArgumentParser
internal import ContainerIdentity
internal import ControlGroups

/// `weir tree`: the groups below a target, with figures.
struct TreeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tree",
    _superCommandName: "weir",
    abstract: "Show the tree of groups, what runs in each and how much it uses.",
    discussion: """
      Figures are as of now: CPU TIME since the group's birth; MEMORY now and its CAP, the smallest memory.max over the \
      group and its ancestors (^ where an ancestor sets it, + where limits are invisible, of groups above or of cgroup \
      version 1, and may be tighter); PIDS; and the share of the last 10 s in which some task waited for cpu, mem or \
      io, in percent. A dash stands for a figure that is absent (-o json says why), in CAP for no limit. A container, machine, session or \
      application stands by its name, which is what one types for it (? where only the path tells it); -o json has the \
      path and the rest. Of a glob each match is shown as a tree of its own, unless it is below another \
      match and seen there (-L). \
      -w shows the groups that a query chooses, and what leads to them.
      """)

  @Argument(help: ArgumentHelp("Where to begin, or a glob over groups.", valueName: "target")) var target = "/"

  @Option(
    name: [.customShort("L", allowingJoined: true), .customLong("level")], parsing: .unconditional,
    help: ArgumentHelp("Go no deeper than this many levels.", valueName: "n"))
  var level: Int?

  @Flag(help: "Paths only: no names, no figures, no processes.") var bare = false

  @Option(name: .joinable("o"), help: "The output: text or json.") var output: OutputFormat = .text

  @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto

  @OptionGroup var which: QueryOption

  @OptionGroup var place: HierarchyOptions

  func validate() throws {
    if let level, level < 0 { throw ValidationError("-L \(level): the number of levels is not below 0") }
  }

  func run() throws {
    let hierarchy = try place.hierarchy()
    var starts: [TreeStart]
    var isOne = false
    switch try place.target(target).asked(in: hierarchy) {
    case .one(let group):
      starts = [TreeStart(group: group, level: level ?? .max)]
      isOne = true
    case .several(let groups): starts = TreeStart.several(groups, level: level ?? .max)
    }
    if let selector = try which.selector(), !starts.isEmpty {
      let below = starts.map(\.group.path)
      let chosen = try ChosenGroups(hierarchy, usesNames: !place.noNames).find(selector, .all(below: below)).map(\.path)
      let inside = TreeFilter.divided(chosen, among: below)
      starts = starts.compactMap { start in
        let path = start.group.path
        guard let chosen = inside[path] ?? (isOne ? [] : nil) else { return nil }
        return TreeStart(group: start.group, level: start.level, filter: TreeFilter(chosen, from: path))
      }
      if starts.isEmpty { throw ChosenGroups.none(selector) }
    }
    let names = bare || place.noNames ? nil : IdentityResolver(of: hierarchy)
    switch output {
    case .json: try TreeJSON(bare: bare, names: names).write(starts)
    case .text:
      var text = TreeText(bare: bare, terminal: Terminal(color), names: names)
      try text.write(starts)
    }
  }
}
