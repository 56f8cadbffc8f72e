internal import ControlGroups
internal import GroupMetrics

extension Screen {
  mutating func openPage() -> [ScreenRequest] {
    guard page == nil, let moment = shown, let entry = list.current else { return [] }
    list.hold()
    let row = moment.rows[entry.place]
    page = PageState(who: row.who)
    return pageRequest()
  }

  /// What an open page wants read; only of now.
  mutating func pageRequest() -> [ScreenRequest] {
    guard instant == nil else { return [] }
    followRestart()
    guard let page else { return [] }
    lastNumber += 1
    self.page?.ask(lastNumber, at: latest?.snapshot.monotonicNanoseconds ?? 0)
    return [.page(page.who.path, inode: page.inode, number: lastNumber)]
  }

  /// A group that was made anew is still the one that is looked at, on the page and in the list.
  private mutating func followRestart() {
    guard let latest, let who = page?.successor(in: latest, ring) else { return }
    let first = ring.frames.first { $0.slot(of: who.inode) != nil }
    page?.follow(who, seenAt: first?.wallNanoseconds ?? latest.snapshot.wallNanoseconds)
    list.select(who.inode)
  }

  /// Draws the page of a group.
  mutating func drawPage(_ page: PageState, _ moment: Moment, _ grid: inout Grid) {
    let row = page.row(in: moment)
    // Another instant than now is told by the whole line, as in the list.
    let style = Style(instant == nil ? .title : .cold, .reverse)
    grid.clear(row: 0, style: style)
    let state = row.map { String(decoding: $0.why, as: UTF8.self) } ?? (instant == nil ? "gone" : "not there")
    let parts = [
      instantWords, page.who.target.description, state,
      page.restartedAt.flatMap { $0 <= moment.snapshot.wallNanoseconds ? "restarted \(Self.clock($0))" : nil },
    ]
    grid.putCut(
      " " + parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  "), row: 0, column: 0,
      room: grid.width, style: style)
    let footer = grid.height >= 6 ? 1 : 0
    let graphs = drawGraphs(page, row, moment, &grid, from: 1)
    var content = PageLines(page: page, moment: moment, row: row, width: max(10, grid.width - 2))
    content.isNow = instant == nil
    // A page that stands still since files were read shows those.
    content.isRead = instant == nil || instant == page.readAt
    let lines = content.lines
    let body = graphs..<max(graphs, grid.height - footer)
    bodyHeight = body.count
    let top = max(0, min(page.top, lines.count - body.count))
    self.page?.top = top
    for (line, text) in zip(body, lines.dropFirst(top)) {
      grid.putCut(text.text, row: line, column: 1, room: grid.width - 1, style: text.style)
    }
    if top + body.count < lines.count, body.count > 1 {
      grid.put(" more below ", row: body.upperBound - 1, endingAt: grid.width, style: Style(.dim, .reverse))
    }
    if footer > 0 { drawFooter(&grid, line: grid.height - 1) }
  }

  /// The graphs with the marks below them; answers the first free row.
  private func drawGraphs(_ page: PageState, _ row: Row?, _ moment: Moment, _ grid: inout Grid, from first: Int) -> Int
  {
    // A third of the screen, in whole rows a graph.
    let height = max(1, min(4, grid.height / 3 / PageGraph.all.count))
    let shown = grid.height < 12 ? 1 : PageGraph.all.count
    let last = placeInRing ?? -1
    let columns = 30..<max(30, grid.width - 1)
    var line = first
    for graph in PageGraph.all.prefix(shown) {
      let values = history(graph.metric, page, through: last)
      let greatest = values.reduce(0.0) { $1 > $0 && $1.isFinite ? $1 : $0 }
      var full = graph.full ?? greatest
      var words = Self.figure(graph.metric, row, moment)
      if let top = graph.top, let row, case .number(let cap) = moment.snapshot.figure(top, row.slot), cap > 0 {
        words += " of " + Self.figure(top, row, moment)
        full = max(cap, greatest)
      } else if graph.full == nil, greatest > 0 {
        words +=
          ", at most "
          + Header.text { CellText.print(.number(greatest), Catalogue[graph.metric].column.format, to: &$0) }
      }
      grid.put(graph.title, row: line, column: 1, room: 10, style: Style(.title))
      grid.putCut(words, row: line, column: 11, room: min(18, grid.width - 11))
      let tone = Tones.Rule(graph.metric).tone(values.last ?? 0)
      Graph.area(
        values, top: full, rows: line..<(line + height), columns: columns, on: &grid, options.glyphs,
        Style(tone == .normal || tone == .dim ? .good : tone))
      line += height
    }
    return grid.height < 12 ? line : drawMarks(page, through: last, &grid, line: line, columns: columns)
  }

  /// A metric over all frames up to one, of all incarnations in turn.
  private func history(_ metric: MetricID, _ page: PageState, through last: Int) -> [Double] {
    var values = ring.history(metric, page.inode, through: last, count: ring.frames.count)
    for inode in page.before.reversed() {
      let older = ring.history(metric, inode, through: last, count: ring.frames.count)
      for index in values.indices where values[index].isNaN { values[index] = older[index] }
    }
    return values
  }

  private static func figure(_ metric: MetricID, _ row: Row?, _ moment: Moment) -> String {
    guard let row else { return "-" }
    let figure = moment.snapshot.figure(metric, row.slot)
    let text = Header.text { CellText.print(figure, Catalogue[metric].column.format, to: &$0) }
    return Catalogue[metric].unit == .ratio && figure.number != nil ? text + "%" : text
  }
}
