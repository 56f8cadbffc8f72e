internal import ArgumentParser
internal import CLinux
internal import ProcessIO

extension WeirCommand {
  /// Runs the program with the process's own arguments: one clear line and the right exit code for every failure.
  public static func start() {
    _ = weir_raise_file_limit()
    Exit.now(answer(to: Arguments.ofProcess()))
  }

  /// Runs a command line; all it has to say goes to `StandardOutput.shared`.
  package static func answer(to arguments: [String]) -> Exit {
    do {
      let arguments = withDefaultCommand(arguments)
      // What stands behind `run … --` is the command's own, and stays bytes (Arguments.afterTerminator).
      let own = arguments.first == "run" ? Array(arguments.prefix { $0 != "--" }) : arguments
      var command = try plainly(own) ?? parsed(own)
      try command.run()
      StandardOutput.shared.flush()
      return .done
    } catch {
      StandardOutput.shared.flush()
      return Complaint.print(error)
    }
  }

  /// The commands that scripts call, where their line is a usual one.
  private static func plainly(_ arguments: [String]) -> (any ParsableCommand)? {
    let words = Array(arguments.dropFirst())
    var command: (any ParsableCommand)? =
      switch arguments.first {
      case "run": RunCommand.read(words)
      case "set": SetCommand.read(words)
      default: nil
      }
    return (try? command?.validate()) == nil ? nil : command
  }

  private static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    try refuseUnknownCommand(arguments)
    return try directly(arguments) ?? parseAsRoot(arguments)
  }

  /// Without a command it is `top`: `weir`, `weir -d 5s`, `weir docker:web`. A word that could be a command is one.
  private static func withDefaultCommand(_ arguments: [String]) -> [String] {
    guard let word = arguments.first else { return ["top"] }
    let isOfRoot =
      ["-h", "--help", "--version"].contains(word) || word.hasPrefix("--generate-completion")
      || word == "---completion" || word == "--experimental-dump-help"
    if isOfRoot { return arguments }
    return word.hasPrefix("-") || word.contains { "/:.*".contains($0) } ? ["top"] + arguments : arguments
  }

  /// A misspelled command is answered with those that there are.
  private static func refuseUnknownCommand(_ arguments: [String]) throws(Complaint) {
    let asksForHelp = arguments.first == "help"
    guard let word = asksForHelp ? arguments.dropFirst().first : arguments.first, !word.hasPrefix("-") else { return }
    let names = configuration.subcommands.compactMap { $0.configuration.commandName }
    if names.contains(word) || word == "help" { return }
    throw Complaint("no command \"\(word)\"; the commands are \(names.joined(separator: ", "))", exit: .usage)
  }

  /// The subcommand that the first word names, parsed by itself: half the time of a parse from the root. Nil where there
  /// is anything to say about it (help, a mistake): the root says it best. Each names the root as its `_superCommandName`:
  /// otherwise the parser first tries whether a completion script is asked for, which takes as long as all the rest.
  private static func directly(_ arguments: [String]) -> (any ParsableCommand)? {
    guard let word = arguments.first,
      let subcommand = configuration.subcommands.first(where: { $0.configuration.commandName == word }),
      let command = try? subcommand.parseAsRoot(Array(arguments.dropFirst()))
    else { return nil }
    return type(of: command) == subcommand ? command : nil
  }
}
