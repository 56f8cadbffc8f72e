internal import ArgumentParser
internal import CLinux
internal import ControlGroups
internal import Glibc
internal import ProcessIO

extension ExporterCommand {
  /// Runs the process's own command line, and ends it: 0 done, 1 failed, 64 for a command line that is wrong.
  public static func start() -> Never {
    raiseFileLimit()
    Glibc.exit(answer(to: Arguments.ofProcess()))
  }

  /// Takes all the descriptors that it may have: the usual soft limit, 1024, is that of programs that use select(2).
  package static func raiseFileLimit() { _ = weir_raise_file_limit() }

  /// All options as they declare themselves, in JSON: for the manual.
  package static var declaration: String { _dumpHelp() }

  /// The page that a command line asks for.
  package static func page(of arguments: [String]) throws -> [UInt8] { try parse(arguments).content() }

  /// The same of another machine.
  static func page(of arguments: [String], _ calls: any SystemCalls) throws -> [UInt8] {
    try parse(arguments).content(calls)
  }

  /// Runs a command line; answers how the program ends.
  package static func answer(to arguments: [String]) -> Int32 {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      return 0
    } catch let failure as Failure {
      Output.complain("weir-exporter: " + failure.line)
      for line in failure.below?.split(separator: "\n") ?? [] { Output.complain(String(line)) }
      return failure.isUsage ? 64 : 1
    } catch {
      if exitCode(for: error).isSuccess {
        try? Output.write(Array((fullMessage(for: error) + "\n").utf8), to: .output)
        return 0
      }
      let message = message(for: error).split(separator: "\n").joined(separator: " ")
      Output.complain("weir-exporter: \(message); see weir-exporter --help")
      return 64
    }
  }
}
