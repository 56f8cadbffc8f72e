/// A box over a screen, with a title: what dialogs and menus stand in.
struct Panel {
  /// The rows and columns within.
  let rows: Range<Int>
  let columns: Range<Int>

  private static func hasFrame(on grid: Grid) -> Bool { grid.height >= 8 && grid.width >= 30 }

  /// Columns of the widest text that fits into one.
  static func room(on grid: Grid) -> Int { grid.width - (hasFrame(on: grid) ? 4 : 0) }

  /// The most rows of a text that fits into one; a list beneath is still seen above and below a frame.
  static func mostRows(on grid: Grid) -> Int { hasFrame(on: grid) ? max(2, grid.height - 4) : grid.height }

  /// Draws it in the middle, as large as is asked for and fits; without a frame where there is no room for one.
  init(_ title: String, width: Int, height: Int, on grid: inout Grid) {
    let hasFrame = Self.hasFrame(on: grid)
    let edge = hasFrame ? 1 : 0
    let wide = min(grid.width, max(width, Columns.of(title) + 2) + 2 * edge + (hasFrame ? 2 : 0))
    let high = min(grid.height, height + 2 * edge)
    let top = (grid.height - high) / 2
    let left = (grid.width - wide) / 2
    for row in top..<(top + high) { grid.clear(row: row, columns: left..<(left + wide)) }
    let pad = hasFrame ? 2 : 0
    rows = (top + edge)..<max(top + edge, top + high - edge)
    columns = (left + pad)..<max(left + pad, left + wide - pad)
    guard hasFrame else { return }
    let line = String(repeating: "-", count: wide - 2)
    for row in [top, top + high - 1] { grid.put("+" + line + "+", row: row, column: left, style: Style(.dim)) }
    for row in (top + 1)..<(top + high - 1) {
      grid.put("|", row: row, column: left, style: Style(.dim))
      grid.put("|", row: row, column: left + wide - 1, style: Style(.dim))
    }
    grid.putCut(" \(title) ", row: top, column: left + 2, room: wide - 4, style: Style(.title, .bold))
  }

  /// Puts a line into it; false where there is no such row.
  @discardableResult
  func put(_ text: String, line: Int, on grid: inout Grid, style: Style = Style()) -> Bool {
    guard line >= 0, line < rows.count else { return false }
    grid.putCut(text, row: rows.lowerBound + line, column: columns.lowerBound, room: columns.count, style: style)
    return true
  }
}
