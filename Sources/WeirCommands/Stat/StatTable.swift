internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics
internal import TerminalUI

/// The table for a person: names at the left, figures in columns that never move.
struct StatTable {
  let columns: StatColumns
  let terminal: Terminal
  /// Grows with the longest name, so that the columns do not jump back and forth.
  private var nameWidth = 12
  private let cells: [Cells]

  /// What the cells of a column have in common, found once.
  private struct Cells {
    let printer: CellPrinter
    let width: Int
    let isLeft: Bool
    /// What its colour is by, and from where on.
    let use: MetricID?
    let thresholds: Thresholds?

    init(_ column: Column) {
      printer = CellPrinter(column)
      width = column.width
      isLeft = column.isLeft
      use = column.metrics.first
      thresholds = use.map { Thresholds($0) }
    }

    /// Colours mean severity: a limit that is near, a stall.
    func severity(_ snapshot: Snapshot, _ slot: Int) -> Terminal.Severity? {
      guard let use, let thresholds, thresholds.warning.isFinite else { return nil }
      let value = snapshot.packed(use, slot)
      return value >= thresholds.severe ? .alarm : value >= thresholds.warning ? .warning : nil
    }
  }

  init(columns: StatColumns, terminal: Terminal) {
    self.columns = columns
    self.terminal = terminal
    cells = columns.columns.map(Cells.init)
  }

  mutating func text(_ list: StatList) -> [UInt8] {
    // Escaped for a terminal; all behind one another, and where each ends and how wide it is.
    var names: [UInt8] = []
    var places: [(end: Int, width: Int)] = []
    places.reserveCapacity(list.rows.count)
    for row in list.rows {
      let start = names.count
      row.target.append(to: &names)
      names.append(contentsOf: row.group.identity.guessMark.utf8)
      places.append((names.count, Columns.of(names[start...])))
    }
    let host = list.host
    let longest = places.reduce(0) { max($0, $1.width) }
    let figures = columns.columns.reduce(0) { $0 + $1.width + 1 }
    nameWidth = max(nameWidth, longest)
    if let width = terminal.columns { nameWidth = min(nameWidth, max(12, width - figures)) }
    var out: [UInt8] = []
    if let host { out.append(contentsOf: (host.line + "\n").utf8) }
    header(to: &out)
    if let host {
      pad(host.scope.rowName, to: &out)
      line(host.slot, list.snapshot, to: &out)
      unattributed(host, to: &out)
    }
    var start = 0
    for (row, place) in zip(list.rows, places) {
      pad(names[start..<place.end], place.width, to: &out)
      line(row.slot, list.snapshot, to: &out)
      start = place.end
    }
    let totals = columns.columns.map { $0.metrics.first.flatMap(list.total) }
    if list.rows.count > 1, totals.contains(where: { $0 != nil }) {
      sums("TOTAL", to: &out) { list.total($0).map { .number($0) } }
    }
    for kill in list.kills ?? [] { out.append(contentsOf: "oom: \(kill.sentence)\n".utf8) }
    return out
  }

  private func line(_ slot: Int, _ snapshot: Snapshot, to out: inout [UInt8]) {
    var cell: [UInt8] = []
    for column in cells {
      out.append(UInt8(ascii: " "))
      // Printed where it will stand, and moved to the right by what is missing.
      let start = out.count
      column.printer.print(snapshot, slot, to: &out)
      let severity = terminal.hasColor ? column.severity(snapshot, slot) : nil
      if severity != nil || column.isLeft {
        cell.removeAll(keepingCapacity: true)
        cell.append(contentsOf: out[start...])
        out.removeLast(out.count - start)
        append(cell, column, severity, to: &out)
      } else {
        Self.blanks(column.width - Columns.of(out[start...]), to: &out, at: start)
      }
    }
    end(&out)
  }

  /// What no group accounts for, of the columns for which that can be told.
  private func unattributed(_ host: StatHost, to out: inout [UInt8]) {
    guard columns.columns.contains(where: { $0.metrics.first.flatMap(host.unattributed) != nil }) else { return }
    sums("unattributed", to: &out) { host.unattributed($0) }
  }

  private func header(to out: inout [UInt8]) {
    pad("NAME", to: &out)
    for (column, cells) in zip(columns.columns, cells) {
      out.append(UInt8(ascii: " "))
      append(Array(column.title.utf8), cells, nil, to: &out)
    }
    end(&out)
  }

  /// A row of uses, with blanks where nothing adds up.
  private func sums(_ name: String, to out: inout [UInt8], _ figure: (MetricID) -> Figure?) {
    pad(name, to: &out)
    for (column, cells) in zip(columns.columns, cells) {
      var cell: [UInt8] = []
      if let use = column.metrics.first, let sum = figure(use) {
        CellText.print(sum, column.format, to: &cell)
        if case .against = column.cell { cell.append(UInt8(ascii: " ")) }
      }
      out.append(UInt8(ascii: " "))
      append(cell, cells, nil, to: &out)
    }
    end(&out)
  }

  private func pad(_ name: String, to out: inout [UInt8]) { pad(Array(name.utf8)[...], Columns.of(name), to: &out) }

  private func pad(_ name: ArraySlice<UInt8>, _ width: Int, to out: inout [UInt8]) {
    if width > nameWidth {
      let shown = Columns.prefix(String(decoding: name, as: UTF8.self), nameWidth - 1) + "~"
      out.append(contentsOf: shown.utf8)
      return Self.blanks(nameWidth - Columns.of(shown), to: &out)
    }
    out.append(contentsOf: name)
    Self.blanks(nameWidth - width, to: &out)
  }

  private func append(
    _ cell: [UInt8], _ column: Cells, _ severity: Terminal.Severity?, to out: inout [UInt8]
  ) {
    let width = Columns.of(cell[...])
    if column.isLeft, width > column.width {
      let text = Columns.prefix(String(decoding: cell, as: UTF8.self), column.width - 1) + "~"
      terminal.paint(severity, to: &out) { $0.append(contentsOf: text.utf8) }
      return Self.blanks(column.width - Columns.of(text), to: &out)
    }
    if !column.isLeft { Self.blanks(column.width - width, to: &out) }
    terminal.paint(severity, to: &out) { $0.append(contentsOf: cell) }
    if column.isLeft { Self.blanks(column.width - width, to: &out) }
  }

  private static func blanks(_ count: Int, to out: inout [UInt8]) {
    for _ in 0..<max(0, count) { out.append(UInt8(ascii: " ")) }
  }

  /// Before what stands from `start` on.
  private static func blanks(_ count: Int, to out: inout [UInt8], at start: Int) {
    guard count > 0 else { return }
    let end = out.count
    blanks(count, to: &out)
    var index = end - 1
    while index >= start {
      out[index + count] = out[index]
      index -= 1
    }
    for index in start..<min(start + count, end) { out[index] = UInt8(ascii: " ") }
  }

  /// No blanks at the end of a line.
  private func end(_ out: inout [UInt8]) {
    while out.last == UInt8(ascii: " ") { out.removeLast() }
    out.append(UInt8(ascii: "\n"))
  }
}
