import ArgumentParser
import Testing

@testable import WeirCommands

/// Lines that commands read without the parser, held against what the parser makes of them.
struct PlainLineTests {
  @Test func wordsAreTakenOff() {
    var line = PlainLine(["a", "--unit=x", "--report", "b=c", "--slice", "y"], valued: ["--unit", "--slice"])
    #expect(line.flag("--report") && !line.flag("--report"))
    #expect(line.value("--unit") == "x" && line.value("--slice") == "y" && line.value("--other") == nil)
    #expect(line.rest() == ["a", "b=c"])
  }

  @Test(arguments: [
    ["--help"], ["-o", "json"], ["-ojson"], [""], ["--unit"], ["--unit", "--x"], ["--unit", "--report", "a=b"],
    ["a=b", "--unit"], ["--unit=a", "--unit=b"], ["--"],
  ])
  func anythingElseIsTheParsers(_ words: [String]) {
    var line = PlainLine(words, valued: ["--unit"])
    _ = line.flag("--report")
    _ = line.value("--unit")
    #expect(line.rest() == nil)
  }

  /// All flags and options of a command that are spelled out, one by one and all together: whatever is read here is what
  /// the parser reads, field by field. A new option of the command that is forgotten here fails, or traps.
  private func compare<Command: ParsableCommand>(
    _ read: ([String]) -> Command?, _ name: String, _ lines: [[String]]
  ) throws {
    for words in lines {
      guard let own = read(words) else {
        Issue.record("\(name) \(words) is not read")
        continue
      }
      let parsed = try Command.parse(words)
      let fields = [own, parsed].map { Mirror(reflecting: $0).children.map { "\($0.label ?? ""): \($0.value)" } }
      #expect(fields[0] == fields[1])
      #expect(!fields[0].contains { $0.contains("*definition*") }, "\(fields[0])")
    }
  }

  @Test func setIsReadAsTheParserReadsIt() throws {
    try compare(
      SetCommand.read, "set",
      [
        ["a", "memory.max=5"], ["a", "b=c", "--dry-run", "d=e"], ["--yes", "a", "b=c"], ["a", "b=c", "--persistent"],
        ["--direct", "a", "b=c"], ["a", "--allow-oom", "b=c", "--allow-stall"],
        ["a", "b=c", "--foreign", "--no-names"],
        ["a", "b=c", "--if", "d=e", "--if=f=g"], ["a", "b=c", "--protected", "x", "--protected=y"], ["a", "b="],
      ])
    // A value that is missing is not the next word.
    for words in [
      ["a", "b=c", "--if", "--yes", "d=e"], ["a", "b=c", "--protected", "--if", "d=e"], ["a", "b=c", "--if"],
    ] {
      #expect(SetCommand.read(words) == nil, "\(words)")
      #expect(throws: (any Error).self) { try SetCommand.parse(words) }
    }
    #expect(RunCommand.read(["--unit", "--slice", "x", "a=b"]) == nil)
    for words in [[], ["a", "b=c", "-w", "x"], ["a", "b=c", "-o", "json"], ["a", "b=c", "--root", "/x"], ["-h"]] {
      #expect(SetCommand.read(words) == nil, "\(words)")
    }
  }

  @Test func everyFieldOfRunIsRead() throws {
    let command = try #require(RunCommand.read(["--unit=a", "memory.max=5", "--slice", "b", "--report"]))
    #expect(command.unit == "a" && command.slice == "b" && command.report && !command.delegate)
    #expect(command.values == ["memory.max=5"])
    #expect(!Mirror(reflecting: command).children.contains { "\($0.value)".contains("*definition*") })
  }

  /// All that a command declares is read here, but for what is the parser's alone.
  @Test(arguments: [("set", ["where", "root", "output", "help", "version"]), ("run", ["output", "help", "version"])])
  func everyOptionIsKnown(_ name: String, _ parsers: [String]) throws {
    let declared = try #require(CommandDeclaration.weir().commands.first { $0.commandName == name })
    var seen = 0
    for argument in declared.arguments ?? [] where argument.kind != "positional" {
      let long = try #require(argument.names?.first { $0.kind == "long" })
      if parsers.contains(long.name) { continue }
      let words = ["a", "b=c", long.typed] + (argument.kind == "option" ? ["x=y"] : [])
      #expect((name == "set" ? SetCommand.read(words) != nil : RunCommand.read(words) != nil), "\(name) \(long.typed)")
      seen += 1
    }
    #expect(seen > 4)
  }
}
