internal import ControlGroups
internal import GroupMetrics

extension Screen {
  /// Draws a frame.
  package mutating func draw(width: Int, height: Int) -> Picture {
    var picture = Picture(grid: Grid(width: width, height: height))
    hotSpots = []
    lastWidth = width
    guard width > 0, height > 0 else { return picture }
    guard let moment = shown else {
      picture.grid.putCut("weir: reading the first figures", row: height / 2, column: 1, room: width - 1)
      return picture
    }
    drawList(moment, &picture.grid)
    return picture
  }

  private mutating func drawList(_ moment: Moment, _ grid: inout Grid) {
    let header = Header.lines(height: grid.height)
    Header(moment: moment, options: options, interval: interval, pressures: [:], isQuotaLately: false)
      .draw(on: &grid, lines: header)
    let hasFooter = grid.height >= 6
    let footer = grid.height - 1
    let verdictLines = grid.height >= 14 ? 2 : grid.height >= 8 ? 1 : 0
    let body = (header + 1)..<max(header + 1, grid.height - verdictLines - (hasFooter ? 1 : 0))
    bodyHeight = body.count
    list.settle(height: body.count)
    drawRows(moment, &grid, title: header, body: body)
    if verdictLines > 0 { drawVerdict(moment, &grid, lines: body.upperBound..<(body.upperBound + verdictLines)) }
    if hasFooter { drawFooter(&grid, line: footer) }
  }

  private mutating func drawRows(_ moment: Moment, _ grid: inout Grid, title: Int, body: Range<Int>) {
    let manyCPUs = moment.host("cpu.cap") >= 9.95
    let columns =
      options.columns.map { $0.map { ListColumn($0, manyCPUs: manyCPUs) } + [ListColumn.why] }
      ?? ListColumn.automatic(manyCPUs: manyCPUs)
    let layout = ColumnLayout(
      columns, width: grid.width, longestName: list.longestName, isFixed: options.columns != nil)
    grid.clear(row: title, style: Style(.title, .reverse))
    let style = Style(.title, .reverse)
    grid.put("NAME", row: title, column: ColumnLayout.nameStart, room: layout.nameEnd - 1, style: style)
    for place in layout.places {
      if place.column.isLeft {
        grid.put(place.column.title, row: title, column: place.start, room: place.end - place.start, style: style)
      } else {
        grid.put(place.column.title, row: title, endingAt: place.end, style: style)
      }
      hotSpots.append(
        HotSpot(row: title, columns: place.start..<(place.end + 1), meaning: .title(place.column.name)))
    }
    var writer = CellWriter(moment, options.glyphs)
    for line in body {
      let index = list.top + line - body.lowerBound
      guard index < list.places.count else { break }
      let row = moment.rows[list.places[index]]
      let isSelected = index == list.cursor
      if isSelected { grid.put(">", row: line, column: 0) }
      let tone = Tones.of(row.causes.first)
      grid.putCut(
        row.who.name[...], row: line, column: ColumnLayout.nameStart, room: layout.nameEnd - ColumnLayout.nameStart,
        style: Style(tone))
      for place in layout.places { writer.put(place, of: row, to: &grid, line: line) }
      if isSelected { grid.restyle(row: line) { $0.attributes.insert(.reverse) } }
      hotSpots.append(HotSpot(row: line, columns: 0..<grid.width, meaning: .row(row.who.inode)))
    }
    if list.places.isEmpty, !body.isEmpty {
      grid.putCut("no group to show", row: body.lowerBound, column: 1, room: grid.width - 1, style: Style(.dim))
    }
  }

  /// The interval of the shown moment: measured, else as asked for.
  var interval: String {
    let asked = Double(options.interval) / 1e9
    return asked == asked.rounded() ? "\(Int(asked))s" : "\(Human.tenths(asked))s"
  }

  mutating func drawFooter(_ grid: inout Grid, line: Int) {
    if let notice {
      grid.clear(row: line, style: Style(.warning, .reverse))
      return grid.putCut(" " + notice, row: line, column: 0, room: grid.width, style: Style(.warning, .reverse))
    }
    var column = grid.width > 80 ? 1 : 0
    for (key, word) in Keymap.footer {
      let name = key.name
      guard column + name.utf8.count + word.utf8.count <= grid.width else { break }
      let start = column
      column = grid.put(name, row: line, column: column, style: Style(.key))
      column = grid.put(word, row: line, column: column, style: Style(.normal, .reverse))
      hotSpots.append(HotSpot(row: line, columns: start..<column, meaning: .key(key)))
      column += 1
    }
  }
}
