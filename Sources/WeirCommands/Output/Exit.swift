internal import Glibc

/// How a program ends (DESIGN, Commands).
package enum Exit: Int32 {
  /// Everything asked for was done.
  case done = 0
  /// Something failed, with a line on stderr.
  case failed = 1
  /// The command line itself is wrong.
  case usage = 64

  static func now(_ code: Exit) -> Never { exit(code.rawValue) }
}
