import ArgumentParser
import Testing

@testable import WeirCommands

/// How a command line finds its command.
struct StartTests {
  /// Otherwise the argument parser tries twice for a completion script before it looks at what was written.
  @Test func everyCommandNamesTheRoot() {
    let without = WeirCommand.configuration.subcommands.filter { $0.configuration._superCommandName != "weir" }
    #expect(without.map { $0._commandName } == [])
  }

  /// What the parser makes of words by itself and what `WordChoice` says for it are the same.
  @Test func wordsAreThoseOfTheCases() {
    #expect(OutputFormat.allValueStrings == ["text", "json"])
    #expect(OutputFormat(argument: "json") == .json)
    #expect(OutputFormat(argument: "yaml") == nil)
    #expect(OutputFormat.json.defaultValueDescription == "json")
    let answer = weir("tree", "-o", "yaml")
    #expect(answer.exit == 64)
    #expect(answer.errorText.contains("'text' and 'json'"), "\(answer.errorText)")
  }
}
