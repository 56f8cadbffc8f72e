internal import ArgumentParser
internal import ControlGroups

/// `weir get`: values of interface files.
struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    _superCommandName: "weir",
    abstract: "Read interface files of a group, or of several.",
    discussion: """
      One file prints its value just as the kernel prints it. Several, a glob (memory.*), or no file at all print \
      FILE<TAB>LINE for each line. A named file that is absent is explained on standard error and the exit code is 1; \
      with a glob or -o json it is 0, and JSON holds null and the reason. With a glob over groups, or -w, the group stands \
      before each line (TARGET<TAB>FILE<TAB>LINE, TARGET<TAB>LINE for one named file), JSON is an array, also of one \
      group, and a file that some groups lack is no failure; with -w the first word is a file, too.
      """)

  @Argument(help: ArgumentHelp("The group, or a glob over groups; none with -w.", valueName: "target"))
  var target: String?

  @Argument(help: ArgumentHelp("Files or globs; none means all that can be read.", valueName: "file|glob"))
  var files: [String] = []

  @Flag(help: "The value in force, over the group and its ancestors, and the group that sets it.") var effective = false

  @Option(name: .joinable("o"), help: "The output: text or json.") var output: OutputFormat = .text

  @OptionGroup var which: QueryOption

  @OptionGroup var place: HierarchyOptions

  func validate() throws {
    if target == nil, which.query == nil { throw ValidationError("Missing expected argument '<target>'") }
  }

  func run() throws {
    let hierarchy = try place.hierarchy()
    let words = [target].compactMap { $0 } + files
    let files = FileSelection(which.query == nil ? self.files : words)
    if effective, output == .text { try files.checkInForce() }
    switch try place.asked(target ?? "", which, in: hierarchy) {
    case .one(let group):
      let names = try files.names(in: group, effective: effective)
      switch output {
      case .text: try GetText(group: group, effective: effective).write(names)
      case .json: GetJSON(group: group, effective: effective).write(names)
      }
    case .several(let groups):
      let several = GetSeveral(groups: groups, files: files, effective: effective)
      switch output {
      case .text: try several.text()
      case .json: try several.json()
      }
    }
  }
}
