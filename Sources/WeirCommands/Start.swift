internal import ArgumentParser
internal import CLinux

extension WeirCommand {
  /// Runs the program with the process's own arguments: one clear line and the right exit code for every failure.
  public static func start() {
    _ = weir_raise_file_limit()
    run(arguments: Arguments.ofProcess())
  }

  static func run(arguments: [String]) -> Never {
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
      StandardOutput.shared.flush()
      Exit.now(.done)
    } catch {
      StandardOutput.shared.flush()
      Exit.now(Complaint.print(error))
    }
  }
}
