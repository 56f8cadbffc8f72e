internal import ControlGroups

extension ActDialog {
  /// Draws it over a screen; answers where the cursor stands.
  mutating func draw(on grid: inout Grid) -> Picture.Place? {
    if case .choose(var menu) = step {
      menu.title = kind == .kill ? "Which signal to \(subject)?" : "Which limit of \(subject)?"
      _ = menu.draw(on: &grid)
      step = .choose(menu)
      return nil
    }
    let width = min(max(40, grid.width - 8), 100)
    let lines = self.lines(width: width)
    let panel = Panel(title, width: width, height: lines.count, on: &grid)
    var place: Picture.Place?
    // Where there is no room for all, the end is what must be seen: the question.
    let cut = max(0, lines.count - panel.rows.count)
    for (index, line) in lines.enumerated() where index == 0 || index > cut || cut == 0 {
      let at = index == 0 ? 0 : index - cut
      panel.put(line.text, line: at, on: &grid, style: line.style)
      guard let editor = line.editor, at < panel.rows.count else { continue }
      let row = panel.rows.lowerBound + at
      let start = min(panel.columns.upperBound, panel.columns.lowerBound + Columns.of(line.text))
      let column = editor.draw(on: &grid, row: row, columns: start..<panel.columns.upperBound)
      place = Picture.Place(row: row, column: column)
    }
    return place
  }

  private struct Line {
    var text: String
    var style = Style()
    var editor: LineEditor?
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
  private var subject: String {
    targets.count == 1 ? targets[0].name.description : "\(targets.count) groups"
  }

  private func lines(width: Int) -> [Line] {
    var lines: [Line] = []
    func add(_ text: String, _ style: Style = Style()) {
      for line in VerdictLines.wrapped(text, width) { lines.append(Line(text: line, style: style)) }
    }
    if kind == .undo {
      add("Put back what was there before the last change of this session.")
    } else {
      add(targets.map(\.name.description).joined(separator: ", "), Style(.normal, .bold))
    }
    if kind == .edit { add(file + (current.isEmpty ? "" : ", now \(current)")) }
    if case .value(let editor) = step {
      lines.append(Line(text: kind == .edit ? "value: " : "how much: ", editor: editor))
    }
    if !fault.isEmpty { add(fault, Style(.severe)) } else if !meaning.isEmpty { add("= \(meaning)", Style(.dim)) }
    if let preview {
      for line in preview.lines { add(line) }
      if let refusal = preview.refusal { add(refusal, Style(.severe)) }
      if !preview.command.isEmpty { add("$ " + preview.command, Style(.key)) }
    } else if awaited != nil {
      add("making the plan", Style(.dim))
    }
    if case .name(let editor) = step, let name = preview?.protected {
      add("It is protected. Type its name to go on: \(name)", Style(.warning))
      lines.append(Line(text: "name: ", editor: editor))
    }
    add(question, Style(.normal, .bold))
    return lines
  }

  private var question: String {
    switch step {
    case .choose: return ""
    case .name: return "Enter: go on  Esc: leave"
    case .value:
      if preview?.protected != nil { return "Enter: it is protected, and must be named  Esc: back" }
      return preview != nil && preview?.refusal == nil ? "Enter: do it  Esc: back" : "Esc: back"
    case .confirm:
      let isRefused = preview?.refusal != nil && preview?.protected == nil
      if isRefused { return "Esc: leave" }
      if preview == nil, kind != .undo { return "making the plan  Esc: leave" }
      if kind == .kill { return "y: do it  any other key: leave" }
      return "Enter: do it  Esc: leave"
    }
  }
}
