internal import ArgumentParser
internal import ControlGroups

/// `weir get`: values of interface files.
struct GetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "get",
    _superCommandName: "weir",
    abstract: "Read interface files of a group.",
    discussion: """
      One file prints its value just as the kernel prints it. Several, a glob (memory.*), or no file at all print \
      FILE<TAB>LINE for each line. A named file that is absent is explained on standard error and the exit code is 1; \
      with a glob or -o json it is 0, and JSON holds null and the reason.
      """)

  @Argument(help: ArgumentHelp("The group.", valueName: "target")) var target: String

  @Argument(help: ArgumentHelp("Files or globs; none means all that can be read.", valueName: "file|glob"))
  var files: [String] = []

  @Flag(help: "The value in force, over the group and its ancestors, and the group that sets it.") var effective = false

  @Option(name: .joinable("o"), help: "The output: text or json.") var output: OutputFormat = .text

  @OptionGroup var place: HierarchyOptions

  func run() throws {
    let group = try place.target(target).resolve(in: place.hierarchy())
    let names = try FileSelection(files).names(in: group, effective: effective)
    switch output {
    case .text: try GetText(group: group, effective: effective).write(names)
    case .json: GetJSON(group: group, effective: effective).write(names)
    }
  }
}
