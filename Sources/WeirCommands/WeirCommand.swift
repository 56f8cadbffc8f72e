public import ArgumentParser
import ControlGroups

/// `weir`: reads and limits control groups.
public struct WeirCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(commandName: "weir")
  public init() {}

  /// Runs the program with the process's own arguments.
  public static func start() { main() }
}
