internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

extension Screen {
  /// Draws a frame.
  package mutating func draw(width: Int, height: Int) -> Picture {
    var picture = Picture(grid: Grid(width: width, height: height))
    hotSpots = []
    guard width > 0, height > 0 else { return picture }
    guard let moment = shown else {
      picture.grid.putCut("weir: \(opening)", row: height / 2, column: 1, room: width - 1)
      return picture
    }
    if let page { drawPage(page, moment, &picture.grid) } else { drawList(moment, &picture.grid) }
    drawOverlay(moment, &picture)
    return picture
  }

  private mutating func drawList(_ moment: Moment, _ grid: inout Grid) {
    let header = Header.lines(height: grid.height)
    let last = placeInRing ?? -1
    let names = ["cpu", "memory", "io"]
    Header(
      moment: moment, options: options, interval: interval,
      pressures: Dictionary(
        uniqueKeysWithValues: names.map { ($0, ring.host("\($0).pressure.some", through: last, seconds: 60)) }),
      isNow: instant == nil,
      isQuotaLately: ring.isQuotaLately(moment.host("cpu.pressure.some.avg300"), through: last) ?? false,
      tally: Tally(moment)
    ).draw(on: &grid, lines: header)
    if header >= 5, let words = list.filters.words {
      grid.clear(row: 3)
      grid.putCut(
        " only \(words)   (Esc: everything)", row: 3, column: 0, room: grid.width, style: Style(.warning, .bold))
    }
    let hasFooter = grid.height >= 6
    let verdictLines = grid.height >= 14 ? 2 : grid.height >= 8 ? 1 : 0
    let body = (header + 1)..<max(header + 1, grid.height - verdictLines - (hasFooter ? 1 : 0))
    bodyHeight = body.count
    list.settle(height: body.count)
    // The instant stands above names, which may all be shorter.
    let layout = ColumnLayout(
      columns(moment), width: grid.width, longestName: max(list.longestName, instantWords?.utf8.count ?? 0),
      isFixed: options.columns != nil || settings.columns != nil)
    drawTitles(layout, &grid, line: header)
    drawRows(moment, layout, &grid, body)
    if verdictLines > 0 {
      drawVerdict(
        moment, layout.places.map(\.column), &grid, lines: body.upperBound..<(body.upperBound + verdictLines))
    }
    if hasFooter { drawFooter(&grid, line: grid.height - 1) }
  }

  func columns(_ moment: Moment) -> [ListColumn] {
    let manyCPUs = moment.host("cpu.cap") >= 9.95
    return chosenColumns(manyCPUs: manyCPUs) ?? ListColumn.automatic(manyCPUs: manyCPUs)
  }

  private mutating func drawTitles(_ layout: ColumnLayout, _ grid: inout Grid, line: Int) {
    // Another instant than now is told by the whole line.
    let style = Style(instant == nil ? .title : .cold, .reverse)
    grid.clear(row: line, style: style)
    var title = list.isTree ? "NAME" : list.grouping?.title ?? "NAME"
    if let words = instantWords, let held {
      // On a narrow screen the colour says that it is not now; the time is whole.
      let time = Self.clock(held.snapshot.wallNanoseconds)
      title = [words, time].first { $0.utf8.count < layout.nameEnd } ?? String(time.dropLast())
    } else if !list.filters.isEmpty {
      title = "\(list.chosen) CHOSEN"
    }
    if instant == nil, list.isReversed, title.utf8.count + 9 < layout.nameEnd { title += " REVERSED" }
    grid.putCut(title, row: line, column: ColumnLayout.nameStart, room: layout.nameEnd - 1, style: style)
    hotSpots.append(HotSpot(row: line, columns: 0..<layout.nameEnd, meaning: .title("name")))
    for place in layout.places {
      let column = place.column
      if column.hasMark {
        grid.put(column.title, row: line, column: place.end - column.behindSlash - 4, style: style)
      } else if column.isLeft {
        grid.put(column.title, row: line, column: place.start, room: place.end - place.start, style: style)
      } else {
        grid.put(column.title, row: line, endingAt: place.end, style: style)
      }
      hotSpots.append(HotSpot(row: line, columns: place.start..<(place.end + 1), meaning: .title(column.name)))
      if isSorting(by: column) {
        grid.restyle(row: line, columns: place.start..<place.end) { $0.attributes.insert(.underline) }
      }
    }
  }

  private func isSorting(by column: ListColumn) -> Bool {
    switch list.sort {
    case .why: column.name == "why"
    case .name: false
    case .metric(let metric): column.metrics.first == metric
    }
  }

  private mutating func drawRows(_ moment: Moment, _ layout: ColumnLayout, _ grid: inout Grid, _ body: Range<Int>) {
    let top = min(list.top, list.entries.count)
    let count = min(body.count, list.entries.count - top)
    let rows = (top..<(top + count)).map { list.entries[$0].head == nil ? list.entries[$0].place : -1 }
    drawNames(moment, layout, &grid, body.lowerBound, rows)
    var writer = CellWriter(moment, options.glyphs, rows: rows, line: body.lowerBound)
    let history = History(ring: ring, last: placeInRing ?? -1)
    for place in layout.places { writer.put(place, to: &grid, history: history) }
    for index in rows.indices {
      guard let head = list.entries[top + index].head else { continue }
      OwnerCells(head: list.heads[head], moment: moment, line: body.lowerBound + index).put(layout, to: &grid)
    }
    if list.cursor >= top, list.cursor < top + count {
      grid.restyle(row: body.lowerBound + list.cursor - top) { $0.attributes.insert(.reverse) }
    }
    guard list.entries.isEmpty, !body.isEmpty else { return }
    let why = list.filters.words.map { "no group is chosen by: \($0); Esc shows all" } ?? "no group to show"
    grid.putCut(why, row: body.lowerBound, column: 1, room: grid.width - 1, style: Style(.dim))
  }

  /// What stands before the figures: marks, signs of the tree, names.
  private mutating func drawNames(
    _ moment: Moment, _ layout: ColumnLayout, _ grid: inout Grid, _ first: Int, _ rows: [Int]
  ) {
    hotSpots.reserveCapacity(hotSpots.count + rows.count + 20)
    for index in rows.indices {
      let (line, entry) = (first + index, list.entries[list.top + index])
      let who = moment.rows[entry.place].who
      let isTagged = list.tags.contains(entry.inode)
      if list.top + index == list.cursor {
        grid.put(UInt8(ascii: ">"), row: line, column: 0)
      } else if isTagged {
        grid.put(UInt8(ascii: "*"), row: line, column: 0)
      }
      let start = min(layout.nameEnd, ColumnLayout.nameStart + TreeOrder.indent(entry, list.isIndented))
      if list.isIndented {
        let sign = UInt8(ascii: entry.isFolded ? "+" : entry.holdsRows ? "-" : " ")
        if start - 2 < layout.nameEnd { grid.put(sign, row: line, column: start - 2, style: Style(.dim)) }
      }
      hotSpots.append(HotSpot(row: line, columns: 0..<grid.width, meaning: .row(entry.inode)))
      if let head = entry.head {
        let name = OwnerCells.name(list.heads[head])
        grid.putCut(name[...], row: line, column: start, room: layout.nameEnd - start, style: Style(.title, .bold))
        continue
      }
      var style = Style(who.identity.kind == .slice ? .title : moment.rows[entry.place].tone)
      if isTagged { style.attributes.insert(.bold) }
      grid.putCut(who.name[...], row: line, column: start, room: layout.nameEnd - start, style: style)
    }
  }

  /// How often samples are taken.
  var interval: String {
    let asked = Double(options.interval) / 1e9
    return asked == asked.rounded() ? "\(Int(asked))s" : "\(Human.tenths(asked))s"
  }

  /// Which instant is shown; nil for now.
  var instantWords: String? {
    guard let held, instant != nil else { return nil }
    return (isPaused ? "PAUSED " : "AT ") + Self.clock(held.snapshot.wallNanoseconds)
  }

  /// The time of day, UTC: `13:04:55Z`.
  static func clock(_ nanoseconds: UInt64) -> String {
    let seconds = nanoseconds / 1_000_000_000 % 86400
    func two(_ number: UInt64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(two(seconds / 3600)):\(two(seconds / 60 % 60)):\(two(seconds % 60))Z"
  }
}
