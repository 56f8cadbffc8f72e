/// A screen's worth of cells. Views draw into it; a back end sends what changed to a terminal; tests compare it as text.
///
/// Whatever is put lands inside or is cut: no row ever grows past the width, and no half of a wide character stays alone.
package struct Grid: Equatable, Sendable {
  package let width: Int
  package let height: Int
  /// Row by row.
  private var cells: [Cell]

  /// - Parameters: sizes below zero count as zero.
  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
    cells = [Cell](repeating: .blank, count: self.width * self.height)
  }

  /// What stands there; blank outside.
  package subscript(row: Int, column: Int) -> Cell {
    contains(row, column) ? cells[row * width + column] : .blank
  }

  private func contains(_ row: Int, _ column: Int) -> Bool {
    row >= 0 && row < height && column >= 0 && column < width
  }

  /// Puts a text at a place, at most `room` columns of it, and answers the column behind it.
  ///
  /// Control characters become `?`: a caller escapes names before, this is the last gate.
  @discardableResult
  package mutating func put(
    _ text: some StringProtocol, row: Int, column: Int, room: Int = .max, style: Style = Style()
  ) -> Int {
    var place = column
    let end = end(from: column, room)
    for scalar in text.unicodeScalars {
      let shown: Unicode.Scalar = scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "?" : scalar
      switch Columns.of(shown) {
      case 0: mark(row: row, before: place, from: column, with: shown)
      case 2:
        guard place + 2 <= end else { return place }
        set(Cell(shown, style), row: row, column: place)
        set(.rightHalf(style), row: row, column: place + 1)
        place += 2
      default:
        guard place + 1 <= end else { return place }
        set(Cell(shown, style), row: row, column: place)
        place += 1
      }
    }
    return place
  }

  /// The same of UTF-8 bytes, which need no String while they are ASCII.
  @discardableResult
  package mutating func put(
    bytes: ArraySlice<UInt8>, row: Int, column: Int, room: Int = .max, style: Style = Style()
  ) -> Int {
    guard Self.isPrintable(bytes) else {
      return put(String(decoding: bytes, as: UTF8.self), row: row, column: column, room: room, style: style)
    }
    let end = max(column, min(end(from: column, room), column + bytes.count))
    let (start, stop) = (max(0, column), min(width, end))
    guard row >= 0, row < height, start < stop else { return end }
    let line = row * width
    // Half of a wide character never stays behind.
    if start > 0, cells[line + start].isRightHalf { cells[line + start - 1].scalar = 0x20 }
    if stop < width, cells[line + stop].isRightHalf { cells[line + stop].scalar = 0x20 }
    var place = line + start
    var source = bytes.startIndex + (start - column)
    while place < line + stop {
      cells[place] = Cell(ascii: bytes[source], style)
      place += 1
      source += 1
    }
    return end
  }

  /// Whether all are printable letters of ASCII. By index, as below: where nothing is optimised, an iterator asks the
  /// heap for each.
  private static func isPrintable(_ bytes: ArraySlice<UInt8>) -> Bool {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] < 0x20 || bytes[index] >= 0x7F { return false }
      index += 1
    }
    return true
  }

  /// One letter of ASCII.
  package mutating func put(_ byte: UInt8, row: Int, column: Int, style: Style = Style()) {
    set(Cell(ascii: byte >= 0x20 && byte < 0x7F ? byte : UInt8(ascii: "?"), style), row: row, column: column)
  }

  /// The column behind the last that may be written.
  private func end(from column: Int, _ room: Int) -> Int { min(width, room > width ? width : column + max(0, room)) }

  /// A text that ends before a column, for figures.
  package mutating func put(_ text: some StringProtocol, row: Int, endingAt end: Int, style: Style = Style()) {
    put(text, row: row, column: end - Columns.of(text), style: style)
  }

  /// Gives a part of a row another look, and keeps what stands there.
  package mutating func restyle(row: Int, columns: Range<Int>? = nil, _ change: (inout Style) -> Void) {
    guard row >= 0, row < height else { return }
    for column in (columns ?? 0..<width).clamped(to: 0..<width) { change(&cells[row * width + column].style) }
  }

  /// Fills a part of a row with blanks.
  package mutating func clear(row: Int, columns: Range<Int>? = nil, style: Style = Style()) {
    for column in (columns ?? 0..<width).clamped(to: 0..<width) { set(Cell(" ", style), row: row, column: column) }
  }

  /// A row as text, without blanks at its end.
  package func text(row: Int) -> String {
    var text = ""
    for column in 0..<width { self[row, column].append(to: &text) }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// All rows as text: what golden files hold.
  package var text: String {
    (0..<height).map { text(row: $0) + "\n" }.joined()
  }

  private mutating func set(_ cell: Cell, row: Int, column: Int) {
    guard contains(row, column) else { return }
    let place = row * width + column
    // Half of a wide character never stays behind.
    if cells[place].isRightHalf, !cell.isRightHalf, column > 0 { cells[place - 1].scalar = 0x20 }
    if column + 1 < width, cells[place + 1].isRightHalf, Columns.of(cell) < 2 { cells[place + 1].scalar = 0x20 }
    cells[place] = cell
  }

  private mutating func mark(row: Int, before place: Int, from column: Int, with scalar: Unicode.Scalar) {
    var stands = place - 1
    if stands > column, self[row, stands].isRightHalf { stands -= 1 }
    guard stands >= column, contains(row, stands), cells[row * width + stands].mark == 0 else { return }
    cells[row * width + stands].mark = scalar.value
  }
}

extension Columns {
  /// Of a cell: zero for a right half.
  package static func of(_ cell: Cell) -> Int {
    guard cell.scalar != 0, let scalar = Unicode.Scalar(cell.scalar) else { return 0 }
    return of(scalar)
  }
}
