/// A list to choose from.
struct Menu: Sendable {
  /// One line of it.
  struct Item: Sendable {
    var text: String
    /// Ticked or not; nil where it is not a thing to tick.
    var isOn: Bool?
    /// What it stands for.
    var value: String
  }

  var title: String
  var items: [Item]
  /// The line below the items.
  var hint: String
  private(set) var cursor = 0
  private var top = 0

  init(title: String, items: [Item], hint: String, cursor: Int = 0) {
    self.title = title
    self.items = items
    self.hint = hint
    self.cursor = max(0, min(items.count - 1, cursor))
  }

  var current: Item? { cursor < items.count ? items[cursor] : nil }

  /// Moves; whether the key meant something here. A letter goes to the next item that begins with it.
  mutating func press(_ key: Key) -> Bool {
    switch key {
    case .up, .wheelUp: cursor = max(0, cursor - 1)
    case .down, .wheelDown: cursor = min(items.count - 1, cursor + 1)
    case .pageUp: cursor = max(0, cursor - 10)
    case .pageDown: cursor = min(items.count - 1, cursor + 10)
    case .home: cursor = 0
    case .end: cursor = items.count - 1
    case .character(let letter) where letter != " ":
      let order = Array(items.indices.dropFirst(cursor + 1)) + Array(items.indices.prefix(cursor + 1))
      guard let found = order.first(where: { items[$0].text.unicodeScalars.first == letter }) else { return false }
      cursor = found
    default: return false
    }
    cursor = max(0, cursor)
    return true
  }

  /// Goes to an item, as by a click on its line.
  mutating func select(_ index: Int) { if items.indices.contains(index) { cursor = index } }

  /// Leaves out all but these. The cursor stays on its item, or goes to the first where that is gone.
  mutating func keep(_ values: Set<String>) {
    let here = current?.value
    items.removeAll { !values.contains($0.value) }
    cursor = items.firstIndex { $0.value == here } ?? 0
  }

  mutating func move(_ item: Int, by step: Int) {
    let other = item + step
    guard items.indices.contains(item), items.indices.contains(other) else { return }
    items.swapAt(item, other)
    cursor = other
  }

  /// Draws it; answers the rows on which items stand, with their places.
  mutating func draw(on grid: inout Grid) -> [(row: Int, columns: Range<Int>, index: Int)] {
    let width = items.reduce(max(Columns.of(hint), 20)) { max($0, Columns.of($1.text) + 6) }
    let panel = Panel(title, width: width, height: min(items.count + 1, Panel.mostRows(on: grid)), on: &grid)
    let room = max(1, panel.rows.count - (panel.rows.count > 1 ? 1 : 0))
    top = max(0, min(top, items.count - room))
    if cursor < top { top = cursor } else if cursor >= top + room { top = cursor - room + 1 }
    var places: [(row: Int, columns: Range<Int>, index: Int)] = []
    for line in 0..<min(room, items.count - top) {
      let index = top + line
      let item = items[index]
      let tick = item.isOn.map { $0 ? "[x] " : "[ ] " } ?? ""
      panel.put((index == cursor ? "> " : "  ") + tick + item.text, line: line, on: &grid)
      let row = panel.rows.lowerBound + line
      if index == cursor { grid.restyle(row: row, columns: panel.columns) { $0.attributes.insert(.reverse) } }
      places.append((row, panel.columns, index))
    }
    if panel.rows.count > 1 { panel.put(hint, line: room, on: &grid, style: Style(.dim)) }
    return places
  }
}
