internal import ContainerIdentity
internal import ControlGroups
internal import TerminalUI

/// The lines of a tree, kept until the width of the names is known: all their text in one buffer, no string a cell.
struct TreeLines {
  private struct Line {
    /// Branches and name.
    let left: Range<Int>
    let columns: Int
    /// The cells behind it; nil for a line that has none.
    var right: Range<Int>?
  }

  private static let header = "CPU TIME MEMORY    CAP  PIDS cpu mem  io"
  private static let figureColumns = 41
  /// ` frozen`, ` empty`.
  private static let stateColumns = 7
  private static let narrowest = 12
  /// Into a pipe nothing is cut, but no name of 255 bytes puts blanks behind all others either.
  private static let widestInPipe = 100

  private let terminal: Terminal
  private let cells: TreeCells
  private var text: [UInt8] = []
  private var lines: [Line] = []
  /// Of the names that have cells behind them.
  private var longest = 0
  /// Whether a group is frozen or empty, which stands behind its figures.
  private var hasState = false

  init(terminal: Terminal) {
    self.terminal = terminal
    cells = TreeCells(terminal: terminal)
  }

  /// A group with its figures.
  mutating func append(
    _ step: Walk.Step, _ identity: GroupIdentity?, _ branches: Branches, _ figures: TreeFigures
  ) {
    append(branches, isInside: false) { TreeName.print(step, identity, to: &$0) }
    let start = text.count
    cells.print(figures, step.path, to: &text)
    lines[lines.count - 1].right = start..<text.count
    longest = max(longest, lines[lines.count - 1].columns)
    if figures.isFrozen == true || figures.isPopulated == false { hasState = true }
  }

  /// A group that is there and cannot be opened.
  mutating func append(unopened step: Walk.Step, _ branches: Branches) {
    append(branches, isInside: false) { left in
      step.printName(to: &left)
      left.append(contentsOf: " (cannot be opened)".utf8)
    }
  }

  /// What is in a group; `print` appends it.
  mutating func append(in branches: Branches, _ print: (inout [UInt8]) -> Void) {
    append(branches, isInside: true, print)
  }

  private mutating func append(_ branches: Branches, isInside: Bool, _ print: (inout [UInt8]) -> Void) {
    let start = text.count
    if isInside { branches.printStem(to: &text) } else { branches.print(to: &text) }
    let name = text.count
    print(&text)
    let columns = branches.columns + (isInside ? Branches.stemColumns : 0) + Columns.of(text[name...])
    lines.append(Line(left: start..<text.count, columns: columns))
  }

  func print(to out: inout [UInt8]) {
    let behind = Self.figureColumns + (hasState ? Self.stateColumns : 0)
    let room = terminal.columns.map { max(Self.narrowest, $0 - behind) }
    let width = min(max(longest, "GROUP".utf8.count), room ?? Self.widestInPipe)
    terminal.paint(.quiet, to: &out) { out in
      out.append(contentsOf: "\(TreeText.fit("GROUP", width)) \(Self.header)".utf8)
    }
    out.append(UInt8(ascii: "\n"))
    for line in lines {
      if let right = line.right {
        append(line, room == nil ? .max : width, to: &out)
        for _ in line.columns..<max(line.columns, width) { out.append(UInt8(ascii: " ")) }
        out.append(contentsOf: text[right])
      } else {
        terminal.paint(.quiet, to: &out) { append(line, terminal.columns ?? .max, to: &$0) }
      }
      out.append(UInt8(ascii: "\n"))
    }
  }

  /// What stands at the left, cut with `~` where it is wider than it may be.
  private func append(_ line: Line, _ width: Int, to out: inout [UInt8]) {
    if line.columns <= width { return out.append(contentsOf: text[line.left]) }
    let cut = TreeText.cut(String(decoding: text[line.left], as: UTF8.self), width)
    out.append(contentsOf: cut.utf8)
    // A wide character that did not fit leaves a column free.
    if line.right != nil { for _ in Columns.of(cut)..<width { out.append(UInt8(ascii: " ")) } }
  }
}

extension TreeText {
  /// Cut with `~`, or filled with blanks.
  static func fit(_ text: String, _ width: Int) -> String {
    let cut = cut(text, width)
    return cut + String(repeating: " ", count: max(0, width - Columns.of(cut)))
  }

  static func cut(_ text: String, _ width: Int) -> String {
    Columns.of(text) <= width ? text : Columns.prefix(text, max(0, width - 1)) + "~"
  }
}
