internal import ControlGroups
internal import GroupMetrics

extension Screen {
  mutating func drawOverlay(_ moment: Moment, _ picture: inout Picture) {
    // What stands over the screen is clicked on, and not what is beneath.
    if overlay != nil { hotSpots = [] }
    switch overlay {
    case nil: break
    case .help(let top): overlay = .help(top: drawText("Keys", Self.help, top, &picture.grid))
    case .why(let top, let who):
      overlay = .why(top: drawText("Why", why(who, moment, on: picture.grid), top, &picture.grid), of: who)
    case .sort(var menu):
      drawMenu(&menu, &picture.grid)
      overlay = .sort(menu)
    case .setup(var menu):
      drawMenu(&menu, &picture.grid)
      overlay = .setup(menu)
    case .prompt(let prompt): picture.cursor = drawPrompt(prompt, &picture.grid)
    case .act(var dialog):
      hotSpots = dialog.draw(on: &picture.grid, cursor: &picture.cursor).map {
        HotSpot(row: $0.row, columns: $0.columns, meaning: .item($0.index))
      }
      overlay = .act(dialog)
    }
  }

  private mutating func drawMenu(_ menu: inout Menu, _ grid: inout Grid) {
    hotSpots = menu.draw(on: &grid).map { HotSpot(row: $0.row, columns: $0.columns, meaning: .item($0.index)) }
  }

  /// The keymap as lines: what help shows is what keys do.
  private static let help: [PageLines.Line] = keys + legend

  private static let keys: [PageLines.Line] = {
    let widest = Keymap.bindings.reduce(0) { max($0, $1.keyNames.utf8.count) }
    return Keymap.sections.enumerated().flatMap { index, section in
      (index == 0 ? [] : [PageLines.Line(text: "")])
        + [PageLines.Line(text: section.title, style: Style(.title, .bold))]
        + section.bindings.map { binding in
          let names = binding.keyNames
          return PageLines.Line(
            text: names + String(repeating: " ", count: widest + 2 - names.utf8.count) + binding.help, hang: widest + 2)
        }
    }
  }()

  /// What the signs on the screen mean.
  private static let legend = [
    PageLines.Line(text: ""), PageLines.Line(text: "Signs", style: Style(.title, .bold)),
    PageLines.Line(text: "^  a group above sets the limit", hang: 3),
    PageLines.Line(text: "q  the wait comes from quotas, not from want of CPUs", hang: 3),
    PageLines.Line(text: "-  no figure: the lines below the list say why; w says all of it", hang: 3),
    PageLines.Line(text: "~  a name that was cut", hang: 3),
    PageLines.Line(text: "cpu mem io  share of time in which some task waited (F: every task)", hang: 12),
    PageLines.Line(text: "below a page's graphs:"),
    PageLines.Line(text: "  " + Mark.Kind.legend(Mark.Kind.allCases).joined(separator: ", "), hang: 2),
    PageLines.Line(text: "Rows stand by what holds them back, then by CPUs used; a row moves only by a clear margin."),
  ]

  private func why(_ who: Who?, _ moment: Moment, on grid: Grid) -> [PageLines.Line] {
    // A page may have gone on with the group that took the place of its own.
    guard let who = page?.who ?? who else { return [PageLines.Line(text: "no group is selected")] }
    let row = moment.rows.first { $0.who.inode == who.inode }
    let width = min(max(20, min(100, grid.width - 8)), Panel.room(on: grid))
    var lines = PageLines(page: PageState(who: who), moment: moment, row: row, width: width)
    lines.isNow = instant == nil
    let absent = row.flatMap { VerdictLines(moment: moment, row: $0).absence(columns(moment)) }
    let all =
      [PageLines.Line(text: who.target.description, style: Style(.normal, .bold))] + lines.causes
      + (absent?.split(separator: ";").map { reason in
        PageLines.Line(text: String(reason.drop { $0 == " " }), style: Style(.dim), hang: 2)
      } ?? [])
    return all.flatMap { $0.whole(width) }
  }

  /// Lines in a box, whole at any width; answers the first that is seen.
  private func drawText(_ title: String, _ lines: [PageLines.Line], _ top: Int, _ grid: inout Grid) -> Int {
    let lines = lines.flatMap { $0.whole(max(1, Panel.room(on: grid))) }
    let width = lines.reduce(20) { max($0, Columns.of($1.text)) }
    let panel = Panel(title, width: width, height: lines.count, on: &grid)
    let top = max(0, min(top, lines.count - panel.rows.count))
    for (index, line) in lines.dropFirst(top).enumerated() {
      panel.put(line.text, line: index, on: &grid, style: line.style)
    }
    if top + panel.rows.count < lines.count {
      grid.put(
        " more below ", row: panel.rows.upperBound - 1, endingAt: panel.columns.upperBound, style: Style(.dim, .reverse)
      )
    }
    return top
  }

  /// The line at the bottom, with what is wrong above it.
  private func drawPrompt(_ prompt: Prompt, _ grid: inout Grid) -> Picture.Place {
    let line = grid.height - 1
    let label = prompt.kind == .search ? "Search: " : "Filter: "
    for (index, text) in prompt.fault.prefix(max(0, line)).enumerated() {
      // A caret stands below what it means: above the prompt, it points down.
      let row = line - prompt.fault.count + index
      let isCaret = text.hasSuffix("^") || text.hasSuffix("~")
      grid.clear(row: row)
      grid.putCut(
        isCaret ? text.replacingCaret : text, row: row, column: isCaret ? label.utf8.count : 1, room: grid.width,
        style: Style(.severe))
    }
    grid.clear(row: line)
    grid.put(label, row: line, column: 0, style: Style(.title, .bold))
    let column = prompt.editor.draw(on: &grid, row: line, columns: label.utf8.count..<max(label.utf8.count, grid.width))
    return Picture.Place(row: line, column: min(column, grid.width - 1))
  }

  /// Whether a key would do something where the screen stands.
  private func isLive(_ key: Key) -> Bool {
    guard let command = Keymap.command(key) else { return false }
    if page != nil, command.isOfList { return false }
    return !command.isAct || options.readOnly == nil && instant == nil
  }

  mutating func drawFooter(_ grid: inout Grid, line: Int) {
    if let notice { return drawNotice(notice, &grid, line: line) }
    var column = grid.width > 80 ? 1 : 0
    for (key, word) in Keymap.footer where isLive(key) {
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

extension Screen {
  /// A reason is read whole: it takes up to three lines, of a low screen fewer.
  private mutating func drawNotice(_ notice: String, _ grid: inout Grid, line: Int) {
    let style = Style(isNoticeBad ? .severe : .warning, .reverse)
    let most = max(1, min(3, grid.height / 5))
    var texts = VerdictLines.wrapped(notice, max(1, grid.width - 2))
    // What is more yet is told by the sign of what was cut.
    if texts.count > most { texts = Array(texts[..<(most - 1)]) + [texts[(most - 1)...].joined(separator: " ")] }
    let first = max(0, line + 1 - texts.count)
    hotSpots.removeAll { $0.row >= first }
    for (row, text) in zip(first...max(first, line), texts) {
      grid.clear(row: row, style: style)
      grid.putCut(" " + text, row: row, column: 0, room: grid.width, style: style)
    }
  }
}

extension String {
  /// `^~~` as `v~~`, for a line above what it marks.
  fileprivate var replacingCaret: String { String(map { $0 == "^" ? "v" : $0 }) }
}
