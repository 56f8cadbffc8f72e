internal import ControlGroups

extension ActDialog {
  /// Draws it over a screen; answers the rows on which something to choose stands, with its places.
  ///
  /// - Parameter cursor: where the terminal's stands.
  mutating func draw(
    on grid: inout Grid, cursor: inout Picture.Place?
  ) -> [(row: Int, columns: Range<Int>, index: Int)] {
    if case .choose(var menu) = step {
      menu.title = kind == .kill ? "Which signal to \(subject)?" : "Which limit of \(subject)?"
      let places = menu.draw(on: &grid)
      step = .choose(menu)
      return places
    }
    let width = min(max(40, grid.width - 8), 100, Panel.room(on: grid))
    let lines = self.lines(width: width)
    let panel = Panel(title, width: width, height: lines.count, on: &grid)
    let (seen, more) = arrange(lines, rows: panel.rows.count)
    for (index, line) in seen.enumerated() {
      panel.put(line.text, line: index, on: &grid, style: line.style)
      guard let editor = line.editor else { continue }
      let row = panel.rows.lowerBound + index
      let start = min(panel.columns.upperBound, panel.columns.lowerBound + Columns.of(line.text))
      let column = editor.draw(on: &grid, row: row, columns: start..<panel.columns.upperBound)
      cursor = Picture.Place(row: row, column: column)
    }
    if let more {
      grid.put(
        " \(more.hidden) more: PgDn ", row: panel.rows.lowerBound + more.line, endingAt: panel.columns.upperBound,
        style: Style(.dim, .reverse))
    }
    return []
  }

  /// The lines that there is room for. Where that is not for all, what is typed and the question stay at the end, and the
  /// others are scrolled above: nobody is asked for what cannot be read.
  private mutating func arrange(_ lines: [Line], rows: Int) -> (seen: [Line], more: (line: Int, hidden: Int)?) {
    isLong = lines.count > rows
    guard isLong else {
      top = 0
      return (lines, nil)
    }
    var faults = max(0, rows - 1 - lines.count { $0.part == .question })
    let stay = lines.filter { line in
      if line.part == .fault { faults -= 1 }
      return line.part == .question || line.part == .fault && faults >= 0
    }
    let others = lines.filter { $0.part == .rest }
    let room = max(0, min(others.count, rows - stay.count))
    pageRows = max(1, room)
    top = max(0, min(top, others.count - room))
    let hidden = others.count - top - room
    return (
      Array(others[top..<(top + room)] + stay.prefix(rows - room)), hidden > 0 && room > 0 ? (room - 1, hidden) : nil
    )
  }

  private struct Line {
    /// What stays in sight first.
    enum Part { case question, fault, rest }

    var text: String
    var style = Style()
    var editor: LineEditor?
    var part = Part.rest
  }

  private var title: String {
    switch kind {
    case .edit: "Change a limit"
    case .freeze: "Freeze"
    case .thaw: "Thaw"
    case .kill: signal == 9 ? "Kill" : "Signal \(signal)"
    case .reclaim: "Reclaim memory"
    case .undo: "Undo"
    }
  }

  /// `docker:web`, or how many groups.
  var subject: String {
    targets.count == 1 ? targets[0].name.description : "\(targets.count) groups"
  }

  private func lines(width: Int) -> [Line] {
    var lines: [Line] = []
    func add(_ text: String, _ style: Style = Style(), _ part: Line.Part = .rest) {
      for line in VerdictLines.wrapped(text, width) { lines.append(Line(text: line, style: style, part: part)) }
    }
    if kind == .undo {
      add("Put back what was there before the last change of this session:")
      for line in undone { add(line, Style(.normal, .bold)) }
    } else {
      add(targets.map(\.name.description).joined(separator: ", "), Style(.normal, .bold))
    }
    if kind == .edit { add(file + (current.isEmpty ? "" : ", now \(current)")) }
    if case .value(let editor) = step {
      lines.append(Line(text: kind == .edit ? "value: " : "how much: ", editor: editor, part: .question))
    }
    if !fault.isEmpty {
      add(fault, Style(.severe), .fault)
    } else if !meaning.isEmpty {
      add("= \(meaning)", Style(.dim))
    }
    if let preview {
      for line in preview.lines { add(line) }
      if let refusal = preview.refusal { add(refusal, Style(.severe)) }
      if !preview.command.isEmpty { add("$ " + preview.command, Style(.key)) }
    } else if awaited != nil {
      add("making the plan", Style(.dim))
    }
    if case .name(let editor) = step, let name = preview?.protected {
      add("It is protected. Type its name to go on: \(name)", Style(.warning), .fault)
      lines.append(Line(text: "name: ", editor: editor, part: .question))
    }
    add(question, Style(.normal, .bold), .question)
    return lines
  }

  private var question: String {
    switch step {
    case .choose: return ""
    case .name: return "Enter: go on  Esc: leave"
    case .value:
      if mustBeNamed { return "Enter: it is protected, and must be named  Esc: back" }
      return preview != nil && preview?.refusal == nil ? "Enter: do it  Esc: back" : "Esc: back"
    case .confirm:
      if mustBeNamed {
        return kind == .kill
          ? "y: it is protected, and must be named  any other key: leave"
          : "Enter: it is protected, and must be named  Esc: leave"
      }
      if preview?.refusal != nil { return "Esc: leave" }
      if preview == nil, kind != .undo { return "making the plan  Esc: leave" }
      if kind == .kill { return "y: do it  any other key: leave" }
      return "Enter: do it  Esc: leave"
    }
  }
}
