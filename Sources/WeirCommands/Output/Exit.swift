internal import Glibc

/// How a program ends (DESIGN, Commands).
package enum Exit: Int32, CaseIterable {
  /// Everything asked for was done.
  case done = 0
  /// Something failed, with a line on stderr.
  case failed = 1
  /// The command line itself is wrong.
  case usage = 64

  /// A sentence for the manual.
  package var meaning: String {
    switch self {
    case .done: "Everything asked for was done. A glob that finds nothing is no failure."
    case .failed: "Something failed: one line on standard error says what, where, and what would be right."
    case .usage: "The command line itself is wrong."
    }
  }

  static func now(_ code: Exit) -> Never { exit(code.rawValue) }
}
