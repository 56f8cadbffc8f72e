internal import ArgumentParser

/// `--protected`, of every command that a protected group refuses.
struct ProtectedOption: ParsableArguments {
  @Option(name: .customLong("protected"), help: ArgumentHelp("Allow this protected group.", valueName: "name"))
  var names: [String] = []

  init() {}

  init(_ names: [String]) { self.names = names }
}
