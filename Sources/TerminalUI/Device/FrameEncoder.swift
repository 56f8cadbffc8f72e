internal import ControlGroups

/// Turns grids into what a terminal must be sent: only cells that differ from the grid before.
///
/// Nothing that a cell holds reaches the terminal as a control byte. Behind a character whose width terminals disagree on
/// the cursor is placed anew, so that no row is ever shifted.
package struct FrameEncoder: Sendable {
  /// What was sent since the beginning.
  package struct Counts: Equatable, Sendable {
    package var frames = 0
    package var cells = 0
    package var bytes = 0
  }

  package private(set) var counts: Counts
  private let terminal: TerminalDescription
  private let palette: Palette
  private let isUTF8: Bool
  /// What stands on the terminal; nil where that is not known.
  private var shown: Grid?
  private var style: Style?
  /// Where a person sees the cursor; nil where it is hidden.
  private var seen: Picture.Place?
  /// Where the cursor stands; nil where that is not known.
  private var cursor: (row: Int, column: Int)?

  /// - Parameter colors: how many to use at most; nil for what the terminal has.
  package init(
    _ terminal: TerminalDescription, colors: Int? = nil, theme: Theme = .standard, isUTF8: Bool,
    counts: Counts = Counts()
  ) {
    self.counts = counts
    self.terminal = terminal
    self.isUTF8 = isUTF8
    palette = Palette(terminal, colors: min(terminal.colors, colors ?? .max), theme: theme)
  }

  /// Forgets what the terminal shows: the next frame is sent whole.
  package mutating func forget() {
    shown = nil
    seen = nil
  }

  /// Appends what makes the terminal show a picture.
  package mutating func encode(_ picture: Picture, into out: inout [UInt8]) {
    let grid = picture.grid
    let start = out.count
    cursor = nil
    style = nil
    // Visible, it would run over the screen with what is written.
    if seen != nil, picture.cursor == nil || grid != shown {
      out += terminal.hideCursor
      seen = nil
    }
    var before = shown
    if before == nil || before?.width != grid.width || before?.height != grid.height {
      dress(Style(), &out)
      out += terminal.clear
      before = Grid(width: grid.width, height: grid.height)
    }
    if let before {
      for row in 0..<grid.height { encode(row, grid, before, &out) }
    }
    // Whatever writes to the terminal next does so in plain.
    if let style, style != Style() { dress(Style(), &out) }
    if let place = picture.cursor, place != seen {
      self.place(place.row, place.column, grid, &out)
      if seen == nil { out += terminal.showCursor }
      seen = place
    }
    shown = grid
    counts.frames += 1
    counts.bytes += out.count - start
  }

  private mutating func encode(_ row: Int, _ grid: Grid, _ before: Grid, _ out: inout [UInt8]) {
    guard let first = (0..<grid.width).first(where: { grid[row, $0] != before[row, $0] }) else { return }
    var last = grid.width - 1
    while grid[row, last] == before[row, last] { last -= 1 }
    // The blank end of a row costs three bytes.
    var end = grid.width
    while end > first, grid[row, end - 1] == .blank { end -= 1 }
    let clearsEnd = !terminal.clearToEnd.isEmpty && last - max(end, first) >= terminal.clearToEnd.count
    var column = first
    let stop = clearsEnd ? min(last, end - 1) : last
    while column <= stop {
      if grid[row, column] == before[row, column] {
        column += 1
        continue
      }
      // A changed right half is sent with its left one.
      if grid[row, column].isRightHalf, column > 0 { column -= 1 }
      place(row, column, grid, &out)
      column = send(row, column, grid, &out)
    }
    if clearsEnd {
      place(row, max(end, first), grid, &out)
      dress(Style(), &out)
      out += terminal.clearToEnd
    }
  }

  /// Sends one character; answers the column behind it.
  private mutating func send(_ row: Int, _ column: Int, _ grid: Grid, _ out: inout [UInt8]) -> Int {
    let cell = grid[row, column]
    dress(cell.style, &out)
    let width = max(1, Columns.of(cell))
    counts.cells += width
    let isSure = append(cell, width, &out)
    // At the right edge terminals differ in where the cursor stays.
    cursor = isSure && column + width < grid.width ? (row, column + width) : nil
    return column + width
  }

  /// Appends a cell's text; answers whether all terminals agree on its width.
  func append(_ cell: Cell, _ width: Int, _ out: inout [UInt8]) -> Bool {
    if cell.scalar >= 0x20, cell.scalar < 0x7F, cell.mark == 0 {
      out.append(UInt8(cell.scalar))
      return true
    }
    let scalar = Unicode.Scalar(cell.scalar).map(visible) ?? "?"
    out.append(contentsOf: String(scalar).utf8)
    if isUTF8, scalar.value == cell.scalar, let mark = Unicode.Scalar(cell.mark), Self.isMark(mark) {
      out.append(contentsOf: String(mark).utf8)
    }
    // What is put in place of a wide character is narrow.
    if width == 2, scalar.value < 0x80 { out.append(UInt8(ascii: " ")) }
    return cell.mark == 0 && width == 1
  }

  /// The last gate: no control character, nothing that turns the direction of a line, and ASCII where that is all.
  private func visible(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) { return "?" }
    if scalar.value < 0x7F { return scalar }
    guard isUTF8 else { return Self.ascii(scalar) }
    switch scalar.properties.generalCategory {
    case .format, .lineSeparator, .paragraphSeparator, .control, .surrogate: return "?"
    default: return scalar
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark: scalar.value != 0
    default: false
    }
  }

  /// What stands for a line or a block where the terminal shows ASCII only.
  static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0x2500, 0x2501, 0x2504, 0x2505, 0x2550: "-"
    case 0x2502, 0x2503, 0x2506, 0x2507, 0x2551: "|"
    case 0x250C...0x254F, 0x2552...0x257F: "+"
    case 0x2581...0x2584, 0x2591: "."
    case 0x2585...0x258F, 0x2592...0x2593: "#"
    case 0x2800: " "
    case 0x2801...0x28FF: "*"
    case 0x2190, 0x25C0, 0x25C2: "<"
    case 0x2192, 0x25B6, 0x25B8: ">"
    case 0x2191, 0x25B2, 0x25B4: "^"
    case 0x2193, 0x25BC, 0x25BE: "v"
    case 0x2026, 0xB7: "."
    default: "?"
    }
  }

  /// Moves the cursor by the shortest way.
  private mutating func place(_ row: Int, _ column: Int, _ grid: Grid, _ out: inout [UInt8]) {
    defer { cursor = (row, column) }
    if let cursor, cursor.row == row, cursor.column <= column {
      let gap = column - cursor.column
      if gap == 0 { return }
      // A few cells that stay are sent anew rather than jumped over.
      let between = (cursor.column..<column).map { grid[row, $0] }
      if gap <= 3, between.allSatisfy({ $0.style == style && $0.mark == 0 && (0x20..<0x7F).contains($0.scalar) }) {
        for cell in between { out.append(UInt8(cell.scalar)) }
        return
      }
      if terminal.isANSI {
        out += "\u{1B}[".utf8
        if gap > 1 { Self.print(gap, &out) }
        out.append(UInt8(ascii: "C"))
        return
      }
    }
    guard terminal.isANSI else {
      out += terminal.expand(terminal.move, row, column)
      return
    }
    out += "\u{1B}[".utf8
    Self.print(row + 1, &out)
    if column > 0 {
      out.append(UInt8(ascii: ";"))
      Self.print(column + 1, &out)
    }
    out.append(UInt8(ascii: "H"))
  }

  private mutating func dress(_ wanted: Style, _ out: inout [UInt8]) {
    guard wanted != style else { return }
    out += palette[wanted]
    style = wanted
  }

  private static func print(_ number: Int, _ out: inout [UInt8]) { printDecimal(UInt64(number), to: &out) }
}
