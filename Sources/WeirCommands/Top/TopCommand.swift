internal import ArgumentParser
internal import ControlGroups
internal import GroupMetrics
internal import ProcessIO
internal import TerminalUI

/// `weir top`, or plain `weir`: the screen.
struct TopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "top",
    _superCommandName: "weir",
    abstract: "Open the screen: who uses the machine, who is stalled, by which limit; and change it there.",
    discussion: """
      Plain weir does the same, also with these options and with a path or a name as target. ? shows the keys; q leaves. \
      With a target it shows what is at and below it, or at and below each group that a glob matches, also those that \
      come later. -w takes a query as weir stat does, -c columns and -s what rows are sorted by: why (the most severe \
      first), name, or a metric. Without a terminal, or on one that cannot be drawn on (TERM=dumb), it prints the table \
      of weir stat once. What F2 chooses is kept in $XDG_CONFIG_HOME/weir/screen, by default ~/.config/weir/screen.
      """)

  @Argument(
    help: ArgumentHelp("Which group, or a glob over groups, with what is below; all without one.", valueName: "target"))
  var target: String?

  @Option(
    name: .joinable("d"), parsing: .unconditional,
    help: ArgumentHelp("The time between samples, such as 5s or 500ms.", valueName: "time"))
  var delay = "2s"

  @OptionGroup var which: QueryOption

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The columns, with commas; those that fit without it.", valueName: "columns"))
  var columns: String?

  @Option(name: .shortAndLong, help: ArgumentHelp("Sort by why, name or a metric.", valueName: "key"))
  var sort: String?

  @Flag(
    name: .customLong("read-only"),
    help: "Change nothing, and keep no settings: keys that would change something say so.") var readOnly = false

  @Option(help: "Colours: auto, always or never.") var color: ColorChoice = .auto

  @OptionGroup var place: HierarchyOptions

  func run() throws {
    let interval = try Interval.nanoseconds(delay, option: "-d")
    let hierarchy = try place.hierarchy()
    var options = ScreenOptions(
      rights: Self.rights(isCopy: hierarchy.kind == .copy, user: hierarchy.calls.user),
      readOnly: readOnlyReason(hierarchy), interval: interval,
      query: try which.selector(), columns: try columns.map { try StatColumns($0, sort: "name").columns })
    options.sort = try sortKey()
    guard let device = try Self.device(color) else { return try table() }
    options.glyphs = Self.glyphs(device)
    options.keepsSettings = !readOnly
    let settings = TopSettings.ofUser
    let top = try Top(
      device, Screen(options, awaitsSettings: true), settings, hierarchy, target.map { place.target($0) },
      interval: interval,
      usesNames: !place.noNames)
    Exit.now(try top.run())
  }

  /// The terminal; nil where there is none to draw on.
  private static func device(_ color: ColorChoice) throws -> TerminalDevice? {
    let name = Environment["TERM", default: ""]
    guard Terminal(color).columns != nil else { return nil }
    if name == "dumb" {
      Complaint.say("TERM=dumb is a terminal that cannot be drawn on: this is weir stat, once")
      return nil
    }
    var options = TerminalDevice.Options(name: name)
    options.hasColor = Terminal(color).hasColor
    do { return try TerminalDevice(options) } catch {
      throw Complaint("the terminal cannot be opened: \(error)")
    }
  }

  /// The Linux console has blocks, and no braille.
  private static func glyphs(_ device: TerminalDevice) -> Glyphs {
    !device.isUTF8 ? .ascii : device.description.name.hasPrefix("linux") ? .blocks : .braille
  }

  /// What is seen and may be done, in the words that stand in brackets.
  static func rights(isCopy: Bool, user: UInt32) -> String {
    isCopy ? "copy" : user == 0 ? "root" : "user: names hidden, sudo"
  }

  private func readOnlyReason(_ hierarchy: Hierarchy) -> String? {
    if hierarchy.kind == .copy { return "a copied tree is never written" }
    return readOnly ? "--read-only: nothing is changed" : nil
  }

  /// Nil for what the settings say.
  private func sortKey() throws -> SortKey? {
    guard let sort else { return nil }
    if sort == "why" { return .why }
    return try StatColumns("cpu.cores", sort: sort).sort.map { .metric($0) } ?? .name
  }

  /// One table of `weir stat`, of the same groups and columns.
  private func table() throws {
    var words: [String] = []
    if let target { words.append(target) }
    if let query = which.query { words += ["-w", query] }
    if let columns { words += ["-c", columns] }
    if let sort, sort != "why" { words += ["-s", sort] }
    if place.noNames { words.append("--no-names") }
    if let root = place.rootDirectory { words += ["--root", root] }
    words += ["--color", color.rawValue, "-n", "1"]
    let command = try StatCommand.parse(words)
    try command.run()
  }
}
