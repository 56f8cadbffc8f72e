internal import ArgumentParser
internal import CLinux
internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// `weir stat`: figures of groups over intervals.
struct StatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stat",
    _superCommandName: "weir",
    abstract: "Show what groups use, against what binds them, over an interval.",
    discussion: """
      Without a target it lists the containers, services, sessions, apps, machines and groups made by hand; with targets, each of them and \
      those below it. It primes itself: the first lines have rates already. With neither -d nor -n it shows one interval \
      of 1 s; with -d alone it goes on until interrupted. A figure in CPU/lim or MEM/lim stands against what binds: ^ \
      where a group above sets it. A dash stands for a figure that is absent; -o json says why. \
      Without a target and without -w the first row is the host (in a cgroup namespace its root, with its own limits), \
      and the second what no group accounts for; a line above says what has no column. Lines below the table name \
      groups that lost processes to the OOM killer, and whose limit that was. \
      -c takes the names of metrics (Documentation/metrics.md), cpu/lim, memory/lim, pids/lim, or narrow and wide, with \
      commas; -s one of them, of a pair the use, or name. -w shows the rows that a query chooses, and --exit-code tells whether there was one; a slice, the sum of other rows, \
      is among them only where the query asks for kind, name, unit, target or path.
      """)

  @Argument(help: ArgumentHelp("Which groups; all without one.", valueName: "target")) var targets: [String] = []

  @Option(
    name: .joinable("d"), parsing: .unconditional,
    help: ArgumentHelp("The interval, such as 5s or 500ms.", valueName: "time"))
  var delay: String?

  @Option(
    name: .customShort("n", allowingJoined: true), parsing: .unconditional,
    help: ArgumentHelp("End after so many intervals.", valueName: "count"))
  var count: Int?

  @Option(name: .shortAndLong, help: ArgumentHelp("The columns, with commas.", valueName: "columns"))
  var columns = "narrow"

  @Option(
    name: .shortAndLong, help: ArgumentHelp("Sort by a metric, the greatest first, or by name.", valueName: "key"))
  var sort = "cpu.cores"

  @Option(name: .joinable("o"), help: "The output: table, json (one interval), ndjson (one object an interval) or csv.")
  var output: StatFormat = .table

  @Flag(name: .customLong("exit-code"), help: "End with 2 where any row was shown.") var exitCode = false

  @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto

  @OptionGroup var which: QueryOption

  @OptionGroup var place: HierarchyOptions

  func validate() throws {
    if let count, count < 1 { throw ValidationError("-n \(count): the number of intervals is 1 or more") }
    if output == .json, (count ?? (delay == nil ? 1 : 2)) > 1 {
      throw ValidationError("-o json is of one interval: add -n 1, or take -o ndjson")
    }
  }

  func run() throws {
    let nanoseconds = try Interval.nanoseconds(delay ?? "1s", option: "-d")
    let columns = try StatColumns(columns, sort: sort)
    let hierarchy = try place.hierarchy()
    let roots = try targets.flatMap { try place.target($0).all(in: hierarchy).groups.map(\.path) }
    let selector = try which.selector()
    var rows = StatRows(
      hierarchy, columns, targets: roots, also: selector?.metrics ?? [],
      readsHost: selector == nil && (roots.isEmpty || roots.contains(.root)),
      // A program's rows have a mark that a table has no room for.
      tellsCauses: [.json, .ndjson].contains(output) && columns.metrics.contains(VerdictMetric.cpuPressure))
    rows.selector = selector
    rows.showsNames = !place.noNames
    let intervals = count ?? (delay == nil ? 1 : Int.max)
    // A table of lines has no place for events.
    let ended = UnitEvidence(hierarchy)
    var kills = output == .csv ? nil : KillWatch(hierarchy, watches: intervals > 1, ended: ended.callAsFunction)
    var printer = StatPrinter(output, columns, hierarchy, Terminal(color))
    var next = hierarchy.calls.monotonicNanoseconds
    _ = try rows.sample()
    _ = try kills?.tick()
    var hasMatched = false
    for interval in 1...intervals {
      next &+= nanoseconds
      let now = hierarchy.calls.monotonicNanoseconds
      if next > now { weir_sleep_nanoseconds(next - now) } else { next = now }
      var list = try rows.sample()
      let killed = interval == intervals ? try kills?.last() : try kills?.tick()
      list.kills = killed?.filter { kill in roots.isEmpty || roots.contains { $0.contains(kill.victim) } }
      hasMatched = hasMatched || !list.rows.isEmpty
      printer.print(list)
      StandardOutput.shared.flush()
    }
    if exitCode, hasMatched { throw Complaint.silently(.matched) }
  }
}

/// How `weir stat` prints.
enum StatFormat: String, WordChoice {
  /// For a person.
  case table
  /// One object.
  case json
  /// An object a line and interval.
  case ndjson
  /// A line a group and interval, behind one header.
  case csv
}
