internal import ArgumentParser
internal import CLinux
internal import ProcessIO

/// When to colour.
package enum ColorChoice: String, WordChoice, Sendable {
  /// On a terminal, unless NO_COLOR is set or TERM is dumb.
  case auto
  /// Also into a pipe.
  case always
  /// Never.
  case never
}

/// The terminal that standard output goes to, if any.
package struct Terminal: Sendable {
  /// Columns; nil where it is no terminal, and lines may be of any length.
  package var columns: Int?
  /// Whether to send colours.
  package var hasColor: Bool

  package init(columns: Int?, hasColor: Bool) {
    self.columns = columns
    self.hasColor = hasColor
  }

  package init(_ choice: ColorChoice) {
    let isTerminal = StandardOutput.shared.isTerminal
    let width = Int(weir_terminal_columns(1))
    columns = isTerminal ? (width > 0 ? width : 80) : nil
    hasColor =
      switch choice {
      case .always: true
      case .never: false
      case .auto: isTerminal && Environment["NO_COLOR", default: ""].isEmpty && Environment["TERM"] != "dumb"
      }
  }

  /// Colours mean severity, nothing else.
  package enum Severity: String {
    /// Something is lost or about to be.
    case alarm = "31"
    /// Something is held back.
    case warning = "33"
    /// Not what one looks for first.
    case quiet = "2"
    /// Stopped on purpose.
    case frozen = "36"
  }

  /// The text between the escapes of a severity.
  package func paint(_ text: String, _ severity: Severity?) -> String {
    guard hasColor, let severity else { return text }
    return "\u{1B}[\(severity.rawValue)m\(text)\u{1B}[0m"
  }

  /// The same for bytes that `print` appends.
  package func paint(_ severity: Severity?, to out: inout [UInt8], _ print: (inout [UInt8]) -> Void) {
    guard hasColor, let severity else { return print(&out) }
    out.append(contentsOf: "\u{1B}[\(severity.rawValue)m".utf8)
    print(&out)
    out.append(contentsOf: "\u{1B}[0m".utf8)
  }
}
