internal import Glibc

/// How a program ends (DESIGN, Commands).
package enum Exit: Equatable, Sendable {
  /// Everything asked for was done.
  case done
  /// Something failed, with a line on stderr.
  case failed
  /// The command line itself is wrong.
  case usage
  /// `weir run`: weir failed, not the command.
  case weirFailed
  /// `weir run`: the command's own code.
  case command(Int32)

  /// The command's own code.
  init(code: Int32) { self = .command(code) }

  /// What the parent process gets.
  package var code: Int32 {
    switch self {
    case .done: 0
    case .failed: 1
    case .usage: 64
    case .weirFailed: 125
    case .command(let code): code
    }
  }

  static func now(_ exit: Exit) -> Never { Glibc.exit(exit.code) }
}
