import ExporterCommands
import Foundation

/// A command as its own declaration tells (ArgumentParser's --experimental-dump-help).
struct CommandDeclaration: Decodable {
  struct Argument: Decodable {
    struct Name: Decodable {
      var kind: String
      var name: String
      var typed: String { kind == "short" ? "-\(name)" : kind == "long" ? "--\(name)" : "-\(name)" }
    }

    var kind: String
    var names: [Name]?
    var valueName: String?
    var abstract: String?
    var discussion: String?
    var defaultValue: String?
    var allValues: [String]?
    var isOptional: Bool
    var isRepeating: Bool
    var shouldDisplay: Bool
  }

  var commandName: String
  var abstract: String?
  var discussion: String?
  var arguments: [Argument]?
  var subcommands: [CommandDeclaration]?

  private struct Dump: Decodable { var command: CommandDeclaration }

  /// The whole program.
  static func weir() throws -> CommandDeclaration {
    try JSONDecoder().decode(Dump.self, from: Data(WeirCommandsTests.weir("--experimental-dump-help").output)).command
  }

  /// The exporter, which is a program of its own.
  static func exporter() throws -> CommandDeclaration {
    try JSONDecoder().decode(Dump.self, from: Data(ExporterCommand.declaration.utf8)).command
  }

  /// The commands that have a page of their own.
  var commands: [CommandDeclaration] { (subcommands ?? []).filter { $0.commandName != "help" } }

  var shown: [Argument] { (arguments ?? []).filter(\.shouldDisplay) }
}
