internal import ControlGroups

/// One line of text that is being typed.
struct LineEditor: Sendable, Equatable {
  private(set) var scalars: [Unicode.Scalar] = []
  /// Where the next character goes.
  private(set) var cursor = 0

  init(_ text: String = "") {
    scalars = Array(text.unicodeScalars)
    cursor = scalars.count
  }

  var text: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// Takes a key; whether it meant something here.
  mutating func press(_ key: Key) -> Bool {
    switch key {
    case .character(let scalar):
      guard scalar.value >= 0x20, scalars.count < 1000 else { return true }
      scalars.insert(scalar, at: cursor)
      cursor += 1
    case .backspace:
      guard cursor > 0 else { return true }
      cursor -= 1
      scalars.remove(at: cursor)
    case .delete: if cursor < scalars.count { scalars.remove(at: cursor) }
    case .left: cursor = max(0, cursor - 1)
    case .right: cursor = min(scalars.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = scalars.count
    case .control("u"):
      scalars.removeFirst(cursor)
      cursor = 0
    case .control("k"): scalars.removeLast(scalars.count - cursor)
    case .control("w"):
      let end = cursor
      while cursor > 0, scalars[cursor - 1] == " " { cursor -= 1 }
      while cursor > 0, scalars[cursor - 1] != " " { cursor -= 1 }
      scalars.removeSubrange(cursor..<end)
    default: return false
    }
    return true
  }

  /// Draws it with the cursor in sight; answers the cursor's column.
  func draw(on grid: inout Grid, row: Int, columns: Range<Int>) -> Int {
    guard !columns.isEmpty else { return columns.lowerBound }
    var first = 0
    while first < cursor, width(first..<cursor) >= columns.count { first += 1 }
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: scalars[first...])
    grid.clear(row: row, columns: columns, style: Style(.normal, .underline))
    grid.put(
      String(shown), row: row, column: columns.lowerBound, room: columns.count, style: Style(.normal, .underline))
    return columns.lowerBound + width(first..<cursor)
  }

  private func width(_ range: Range<Int>) -> Int { scalars[range].reduce(0) { $0 + Columns.of($1) } }
}
