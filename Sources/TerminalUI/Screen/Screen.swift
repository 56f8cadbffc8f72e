package import GroupMetrics

/// The state of the screen, and what keys do to it. Pure: it reads and writes nothing, and time comes in.
///
/// The loop hands in moments as they are sampled, keys as they are pressed and answers to what was requested; it draws
/// when it likes. Nothing here waits for anything.
package struct Screen: Sendable {
  var options: ScreenOptions
  /// The newest.
  var latest: Moment?
  /// The one that is shown, where that is not the newest.
  var held: Moment?
  var list = ListState()
  /// One line above the footer, until the next key.
  var notice: String?
  /// What a click means, in the last frame.
  var hotSpots: [HotSpot] = []
  /// Rows of the body in the last frame: a page of PgDn.
  var bodyHeight = 10
  /// Columns of the last frame.
  var lastWidth = 80

  package init(_ options: ScreenOptions = ScreenOptions()) {
    self.options = options
    list.sort = options.sort
    list.filter = options.query
  }

  /// What all that is drawn is of.
  var shown: Moment? { held ?? latest }

  /// The metrics that samples must hold: those of verdicts and marks, and of all columns that may be shown.
  package var metrics: [MetricID] {
    var wanted = Set(VerdictMetric.all + MomentMaker.metrics)
    for column in options.columns ?? [] { wanted.formUnion(column.metrics) }
    for column in ListColumn.automatic(manyCPUs: false) { wanted.formUnion(column.metrics) }
    if case .metric(let metric) = list.sort { wanted.insert(metric) }
    wanted.formUnion(list.filter?.metrics ?? [])
    return wanted.sorted()
  }

  /// A new sample.
  package mutating func take(_ moment: Moment) {
    latest = moment
    if held == nil { list.show(moment, isFresh: true) }
  }

  /// A key was pressed.
  ///
  /// - Parameter now: the clock that never jumps, in nanoseconds.
  package mutating func press(_ key: Key, now: UInt64) -> [ScreenRequest] {
    notice = nil
    switch key {
    case .click(let row, let column): return click(row, column, isDouble: false, now)
    case .doubleClick(let row, let column): return click(row, column, isDouble: true, now)
    case .wheelUp: list.scroll(by: -3, height: bodyHeight)
    case .wheelDown: list.scroll(by: 3, height: bodyHeight)
    case .resize: break
    default:
      guard let command = Keymap.command(key) else { return [] }
      return perform(command, now)
    }
    return []
  }

  /// What was found or done for a request.
  package mutating func answer(_ answer: ScreenAnswer) {
    switch answer {
    case .notice(let line): notice = line
    case .done(let outcome, _): notice = outcome.line
    case .preview, .page: break
    }
  }

  mutating func perform(_ command: Command, _ now: UInt64) -> [ScreenRequest] {
    switch command {
    case .quit: return [.quit]
    case .suspend: return [.suspend]
    case .redraw: return [.redraw]
    case .up: list.move(by: -1)
    case .down: list.move(by: 1)
    case .pageUp: list.move(by: -max(1, bodyHeight - 1))
    case .pageDown: list.move(by: max(1, bodyHeight - 1))
    case .first: list.move(by: -list.places.count)
    case .last: list.move(by: list.places.count)
    default: break
    }
    return []
  }

  private mutating func click(_ row: Int, _ column: Int, isDouble: Bool, _ now: UInt64) -> [ScreenRequest] {
    guard let spot = hotSpots.first(where: { $0.row == row && $0.columns.contains(column) }) else { return [] }
    switch spot.meaning {
    case .key(let key): return press(key, now: now)
    case .row(let inode):
      list.select(inode)
      return isDouble ? press(.enter, now: now) : []
    case .title: return []
    }
  }
}
