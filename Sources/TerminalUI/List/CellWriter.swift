internal import ControlGroups
internal import GroupMetrics

/// Puts cells of a row into a grid through one buffer: no String is made.
struct CellWriter {
  let moment: Moment
  let glyphs: Glyphs
  /// Of the machine: idle and waiting for devices, as a share of its CPU time; packed.
  private let idle: Double
  private var buffer: [UInt8] = []

  static let pressure = Catalogue.id("cpu.pressure.some")

  init(_ moment: Moment, _ glyphs: Glyphs) {
    self.moment = moment
    self.glyphs = glyphs
    idle = moment.snapshot.host?.idle ?? .nan
    buffer.reserveCapacity(64)
  }

  /// One cell of a row.
  mutating func put(_ place: ColumnLayout.Place, of row: Row, to grid: inout Grid, line: Int, history: [Double] = []) {
    switch place.column.content {
    case .why: put(row.why[...], at: place, isLeft: true, Style(Tones.of(row.causes.first)), &grid, line)
    case .figure(let column): put(column, place, row, &grid, line)
    case .bar(let metric, let soft): bar(metric, soft, place, row, &grid, line)
    case .history:
      Graph.line(history, in: place.start..<place.end, row: line, of: &grid, glyphs, Style(.good))
    }
  }

  private mutating func put(_ column: Column, _ place: ColumnLayout.Place, _ row: Row, _ grid: inout Grid, _ line: Int)
  {
    buffer.removeAll(keepingCapacity: true)
    let metric = Self.use(column)
    let value = moment.snapshot.packed(metric, row.slot)
    var tone = place.column.rule?.tone(value) ?? .normal
    if value.isNaN, Missing(packed: value).reason == .hostNetwork {
      for byte in "host".utf8 { buffer.append(byte) }
    } else {
      CellText.print(column, moment.snapshot, row.slot, to: &buffer)
      if column.isLeft { tone = .normal }
    }
    var mark: UInt8?
    if place.column.hasMark, buffer.last == UInt8(ascii: "^") { mark = buffer.removeLast() }
    if metric == Self.pressure, value > 0, isByQuota(row, value) { mark = UInt8(ascii: "q") }
    if place.column.hasMark, let slash = buffer.firstIndex(of: UInt8(ascii: "/")) {
      // All slashes of a column stand under one another.
      grid.put(
        bytes: buffer[...], row: line, column: max(0, place.end - place.column.behindSlash - 1 - slash),
        style: Style(tone))
    } else {
      put(buffer[...], at: place, isLeft: column.isLeft, Style(tone), &grid, line)
    }
    if let mark { grid.put(bytes: [mark], row: line, column: place.end, style: Style(tone)) }
  }

  /// What a column shows first, without an array.
  private static func use(_ column: Column) -> MetricID {
    switch column.cell {
    case .metric(let metric): metric
    case .against(let use, _, _): use
    }
  }

  private func isByQuota(_ row: Row, _ pressure: Double) -> Bool {
    let own = moment.snapshot.packed(VerdictMetric.cpuThrottledTime, row.slot)
    let below = moment.snapshot.packed(VerdictMetric.cpuThrottledBelow, row.slot)
    let throttled = own.isNaN ? below : below.isNaN ? own : max(own, below)
    return CPUPressureCause(pressure: pressure, throttled: throttled, idle: idle) == .throttling
  }

  /// A text in its cell; one that is too long ends in `~`.
  private func put(
    _ text: ArraySlice<UInt8>, at place: ColumnLayout.Place, isLeft: Bool, _ style: Style, _ grid: inout Grid,
    _ line: Int
  ) {
    let room = place.end - place.start
    guard isLeft else {
      // The gap before it takes what is a digit too long.
      return _ = grid.put(bytes: text, row: line, column: max(0, place.end - text.count), style: style)
    }
    grid.putCut(text, row: line, column: place.start, room: room, style: style)
  }

  private func bar(
    _ metric: MetricID, _ soft: MetricID?, _ place: ColumnLayout.Place, _ row: Row, _ grid: inout Grid, _ line: Int
  ) {
    let share = moment.snapshot.packed(metric, row.slot)
    guard !share.isNaN, share.isFinite else { return }
    var reclaimable = 0.0
    if let soft {
      // What reclaim would give up first, as a share of the same room.
      let all = moment.snapshot.packed(soft, row.slot)
      let set = moment.snapshot.packed(VerdictMetric.memoryWorkingSet, row.slot)
      if set > 0, all > set { reclaimable = share * (all - set) / set }
    }
    let tone = place.column.rule?.tone(share) ?? .normal
    Graph.bar(
      [(share, "|", Style(tone == .normal ? .good : tone)), (reclaimable, ":", Style(.soft))],
      in: place.start..<place.end, row: line, of: &grid)
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
