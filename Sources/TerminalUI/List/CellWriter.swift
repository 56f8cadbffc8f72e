internal import ControlGroups
internal import GroupMetrics

/// Puts the cells of rows into a grid, column by column: what a column is, is found once for all rows, and its texts go
/// through one buffer. Nothing is allocated for a row.
struct CellWriter {
  let moment: Moment
  let glyphs: Glyphs
  /// The places of the rows that are seen in `moment.rows`, from the first line on; -1 for a line that is no group's.
  let rows: [Int]
  /// The line of the first.
  let line: Int
  private var buffer: [UInt8] = []

  static let pressure = Catalogue.id("cpu.pressure.some")

  init(_ moment: Moment, _ glyphs: Glyphs, rows: [Int], line: Int) {
    self.moment = moment
    self.glyphs = glyphs
    self.rows = rows
    self.line = line
    buffer.reserveCapacity(64)
  }

  /// A column's cells.
  mutating func put(_ place: ColumnLayout.Place, to grid: inout Grid, history: History) {
    switch place.column.content {
    case .why: words(place, &grid)
    case .figure(let column): figures(column, place, &grid)
    case .bar(let metric, let soft): bars(metric, soft, place, &grid)
    case .history(let metric): histories(metric, place, &grid, history)
    }
  }

  private func words(_ place: ColumnLayout.Place, _ grid: inout Grid) {
    let (start, room) = (place.start, place.end - place.start)
    for index in rows.indices where rows[index] >= 0 {
      let row = rows[index]
      if moment.rows[row].why.isEmpty { continue }
      grid.putCut(
        moment.rows[row].why[...], row: line + index, column: start, room: room, style: Style(moment.rows[row].tone))
    }
  }

  private mutating func figures(_ column: Column, _ place: ColumnLayout.Place, _ grid: inout Grid) {
    let printer = CellPrinter(column)
    let metric = Self.use(column)
    let quotas = metric == Self.pressure ? Quotas(moment.snapshot) : nil
    let (rule, isLeft, hasMark) = (place.column.rule, column.isLeft, place.column.hasMark)
    let (start, end, slashEnd) = (place.start, place.end, place.end - place.column.behindSlash - 1)
    for index in rows.indices where rows[index] >= 0 {
      let slot = moment.rows[rows[index]].slot
      let value = moment.snapshot.packed(metric, slot)
      var style = Style(isLeft ? .normal : rule?.tone(value) ?? .normal)
      buffer.removeAll(keepingCapacity: true)
      if value.isNaN, Missing(packed: value).reason == .hostNetwork {
        buffer.append(contentsOf: "host".utf8)
        style.tone = rule?.tone(value) ?? .normal
      } else {
        printer.print(moment.snapshot, slot, to: &buffer)
      }
      var mark: UInt8?
      var column = isLeft ? start : max(0, end - buffer.count)
      if hasMark {
        if buffer.last == UInt8(ascii: "^") { mark = buffer.removeLast() }
        // All slashes of a column stand under one another.
        column = max(0, Self.slash(buffer).map { slashEnd - $0 } ?? end - buffer.count)
      }
      if isOld(slot) { style.tone = .dim }
      if let quotas, value > 0, quotas.hold(slot, value) { mark = UInt8(ascii: "q") }
      if isLeft {
        grid.putCut(buffer[...], row: line + index, column: start, room: end - start, style: style)
      } else {
        // The gap before it takes what is a digit too long.
        grid.put(bytes: buffer[...], row: line + index, column: column, style: style)
      }
      if let mark { grid.put(mark, row: line + index, column: end, style: style) }
    }
  }

  /// Whether a group was idle and out of sight, and has not been read since it came into sight.
  private func isOld(_ slot: Int) -> Bool { moment.snapshot.age(slot) > 0 }

  private static func slash(_ text: [UInt8]) -> Int? {
    var place = 0
    while place < text.count {
      if text[place] == UInt8(ascii: "/") { return place }
      place += 1
    }
    return nil
  }

  /// What a column shows first, without an array.
  private static func use(_ column: Column) -> MetricID {
    switch column.cell {
    case .metric(let metric): metric
    case .against(let use, _, _): use
    }
  }

  /// Whether quotas make the waiting for CPUs.
  private struct Quotas {
    let snapshot: Snapshot
    /// Of the machine: idle and waiting for devices, as a share of its CPU time; packed.
    let idle: Double

    init(_ snapshot: Snapshot) {
      self.snapshot = snapshot
      idle = snapshot.host?.idle ?? .nan
    }

    func hold(_ slot: Int, _ pressure: Double) -> Bool {
      let throttled = CPUPressureCause.throttled(slot, in: snapshot)
      return CPUPressureCause(pressure: pressure, throttled: throttled, idle: idle) == .throttling
    }
  }

  private func bars(_ metric: MetricID, _ soft: MetricID?, _ place: ColumnLayout.Place, _ grid: inout Grid) {
    let columns = place.start..<place.end
    let rule = place.column.rule
    for index in rows.indices where rows[index] >= 0 {
      let slot = moment.rows[rows[index]].slot
      let share = moment.snapshot.packed(metric, slot)
      guard share.isFinite else { continue }
      let tone = rule?.tone(share) ?? .normal
      let style = Style(isOld(slot) ? .dim : tone == .normal ? .good : tone)
      let end = Graph.part(0, share, UInt8(ascii: "|"), style, columns, line + index, &grid)
      guard let soft else { continue }
      // What reclaim would give up first, as a share of the same room.
      let all = moment.snapshot.packed(soft, slot)
      let set = moment.snapshot.packed(VerdictMetric.memoryWorkingSet, slot)
      guard set > 0, all > set else { continue }
      _ = Graph.part(end, share * all / set, UInt8(ascii: ":"), Style(.soft), columns, line + index, &grid)
    }
  }

  private func histories(_ metric: MetricID, _ place: ColumnLayout.Place, _ grid: inout Grid, _ history: History) {
    var values: [Double] = []
    let columns = place.start..<place.end
    let places = history.places(of: metric, count: columns.count)
    for index in rows.indices where rows[index] >= 0 {
      history.values(places, moment.rows[rows[index]].who.inode, to: &values)
      Graph.line(values, in: columns, row: line + index, of: &grid, glyphs, Style(.good))
    }
  }
}

extension Grid {
  /// A text that ends in `~` where it is longer than its room.
  package mutating func putCut(
    _ text: ArraySlice<UInt8>, row: Int, column: Int, room: Int, style: Style = Style()
  ) {
    guard room > 0 else { return }
    if text.count > room, Columns.of(text) > room {
      let end = put(bytes: text, row: row, column: column, room: room - 1, style: style)
      put(bytes: [UInt8(ascii: "~")], row: row, column: end, style: style)
    } else {
      put(bytes: text, row: row, column: column, room: room, style: style)
    }
  }

  /// The same of a string.
  package mutating func putCut(_ text: String, row: Int, column: Int, room: Int, style: Style = Style()) {
    putCut(Array(text.utf8)[...], row: row, column: column, room: room, style: style)
  }
}
