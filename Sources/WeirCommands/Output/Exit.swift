internal import Glibc

/// How a program ends (DESIGN, Commands).
package enum Exit: Equatable, Sendable {
  /// Everything asked for was done.
  case done
  /// Something failed, with a line on stderr.
  case failed
  /// Changes are pending or rows matched, where that was asked.
  case matched
  /// The command line itself is wrong.
  case usage
  /// `weir run`: weir failed, not the command.
  case weirFailed
  /// `weir run`: the command's own code, or 126 and 127 where it could not be executed.
  case command(Int32)

  /// Those that every command has, for the manual.
  package static let everywhere: [Exit] = [.done, .failed, .usage]

  /// What the parent process gets.
  package var rawValue: Int32 {
    switch self {
    case .done: 0
    case .failed: 1
    case .matched: 2
    case .usage: 64
    case .weirFailed: 125
    case .command(let code): code
    }
  }

  /// A sentence for the manual.
  package var meaning: String {
    switch self {
    case .done: "Everything asked for was done. A glob over files of which none is there is no failure."
    case .failed: "Something failed: one line on standard error says what, where, and what would be right."
    case .matched: "weir stat --exit-code: a row was shown."
    case .usage: "The command line itself is wrong."
    case .weirFailed: "weir run: weir itself failed."
    case .command: "weir run: the command's own code."
    }
  }

  static func now(_ exit: Exit) -> Never { Glibc.exit(exit.rawValue) }
}
