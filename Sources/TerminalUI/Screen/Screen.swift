package import GroupMetrics

/// The state of the screen, and what keys do to it. Pure: it reads and writes nothing, and time comes in.
///
/// The loop hands in moments as they are sampled, keys as they are pressed and answers to what was requested; it draws
/// when it likes. Nothing here waits for anything.
package struct Screen: Sendable {
  var options: ScreenOptions
  package internal(set) var settings: Settings {
    didSet { if awaitsSettings { chosenEarly.formUnion(settings.differences(from: oldValue)) } }
  }
  /// Whether what was kept is still to be read; until then nothing is kept, since that would write over it.
  var awaitsSettings: Bool
  /// What a person chose until then: it outweighs what was kept.
  var chosenEarly: Set<Settings.Part> = []
  /// What was kept, while a box stands that is filled from what was there before.
  var lateSettings: Settings?
  /// What is being done while there is no figure yet.
  package var opening = usualOpening
  package static let usualOpening = "reading the first figures"
  /// The newest.
  var latest: Moment?
  /// The one that is shown, where that is not the newest.
  var held: Moment?
  /// When what is held was read, on the clock that never jumps; nil for now.
  var instant: UInt64?
  /// Whether it is held by the key for it, and not by going back.
  var isPaused = false
  var ring = Ring()
  /// The metrics that the ring keeps: more come when they are first shown.
  var kept: [MetricID]
  var list = ListState()
  var page: PageState?
  var overlay: Overlay?
  /// One line in the footer's place, until the next key.
  var notice: String?
  var isNoticeBad = false
  /// How many changes can be undone.
  var undoable = 0
  /// What undoing the last one puts back, a line each.
  var undone: [String] = []
  /// Of the last request.
  var lastNumber = 0
  /// Requests whose outcome is still to come.
  var awaited: Set<Int> = []
  var lastSearch = ""
  /// What a click means, in the last frame.
  var hotSpots: [HotSpot] = []
  /// Whether the last thing that came was a click on an item of a box, which may have closed it.
  private var clickedItem = false
  /// Rows of the body in the last frame: a page of PgDn.
  var bodyHeight = 10

  /// - Parameters:
  ///   - settings: the kept ones; what the options say outweighs them.
  ///   - awaitsSettings: whether those are still to come, by `take`.
  package init(
    _ options: ScreenOptions = ScreenOptions(), settings: Settings = Settings(), awaitsSettings: Bool = false
  ) {
    self.options = options
    self.settings = settings
    self.awaitsSettings = awaitsSettings
    list.sort = options.sort ?? settings.sort
    list.isTree = settings.isTree
    list.filters = Filters(query: options.query)
    kept = []
    kept = metrics
  }

  /// What all that is drawn is of.
  var shown: Moment? { held ?? latest }

  /// The columns that a person chose; nil for those that fit.
  ///
  /// - Parameter manyCPUs: whether a number of CPUs may take two digits before the point.
  func chosenColumns(manyCPUs: Bool = false) -> [ListColumn]? {
    options.columns.map { ListColumn.asked($0, manyCPUs: manyCPUs) }
      ?? settings.columns.map { ListColumn.chosen($0, manyCPUs: manyCPUs) }
  }

  /// The metrics that samples must hold: those of verdicts and marks, and of all columns that may be shown.
  package var metrics: [MetricID] {
    var wanted = Set(VerdictMetric.all + MomentMaker.metrics + PageState.metrics)
    for column in chosenColumns() ?? [] { wanted.formUnion(column.metrics) }
    for column in ListColumn.automatic(manyCPUs: false) { wanted.formUnion(column.metrics) }
    if case .metric(let metric) = list.sort { wanted.insert(metric) }
    wanted.formUnion(list.filters.query?.metrics ?? [])
    return wanted.sorted()
  }

  /// What colours the back end takes: a word of `Settings.themes`.
  package var theme: String { settings.theme }

  /// The incarnations that the last frame showed, or would show of now: others may be sampled less often.
  package var seen: Set<UInt64> {
    if let page { return [page.inode] }
    return Set(list.entries[min(list.top, list.entries.count)...].prefix(bodyHeight).map(\.inode))
  }

  /// A new sample.
  ///
  /// - Returns: what an open page wants to be read anew.
  package mutating func take(_ moment: Moment) -> [ScreenRequest] {
    latest = moment
    let wanted = metrics
    if kept != wanted { kept = Set(kept).union(wanted).sorted() }
    ring.push(moment, kept)
    let requests = takeLateSettings()
    guard instant == nil else { return requests }
    list.show(moment, isFresh: true)
    return requests + pageRequest()
  }

  /// A key was pressed.
  ///
  /// - Parameter now: the clock that never jumps, in nanoseconds.
  package mutating func press(_ key: Key, now: UInt64) -> [ScreenRequest] {
    if case .resize = key { return [] }
    forgetNotice(key)
    // These work wherever one is: nobody is ever locked in.
    if key == .control("c") || key == .function(10) { return [.quit] }
    if key == .control("z") { return [.suspend] }
    if key == .control("l") { return [.redraw] }
    switch key {
    case .click(let row, let column): return click(row, column, isDouble: false, now)
    case .doubleClick(let row, let column): return click(row, column, isDouble: true, now)
    default: clickedItem = false
    }
    if let overlay { return press(key, in: overlay) }
    switch key {
    case .wheelUp: scroll(by: -3)
    case .wheelDown: scroll(by: 3)
    default: if let command = Keymap.command(key) { return perform(command) }
    }
    return []
  }

  /// A key takes the last notice away. What is being done stays until it is done, and why something failed stays in sight
  /// while one only moves.
  private mutating func forgetNotice(_ key: Key) {
    if !awaited.isEmpty, notice == "working" { return }
    if isNoticeBad, overlay == nil {
      switch Keymap.command(key) {
      case .up, .down, .pageUp, .pageDown, .first, .last: return
      default: break
      }
    }
    notice = nil
    isNoticeBad = false
  }

  /// What was found or done for a request.
  package mutating func answer(_ answer: ScreenAnswer) {
    switch answer {
    case .notice(let line): (notice, isNoticeBad) = (line, false)
    case .done(let outcome, let number): take(outcome, number: number)
    case .preview(let preview, let number): take(preview, number: number)
    case .files(let names, let number): take(names, number: number)
    case .page(let facts, let number): if page?.awaited == number { page?.take(facts) }
    }
  }

  private mutating func scroll(by rows: Int) {
    if let page { self.page?.top = max(0, page.top + rows) } else { list.scroll(by: rows, height: bodyHeight) }
  }

  private mutating func click(_ row: Int, _ column: Int, isDouble: Bool, _ now: UInt64) -> [ScreenRequest] {
    // The second of two clicks on a box means nothing to what came to light beneath it.
    let isOver = isDouble && clickedItem
    clickedItem = false
    if isOver { return [] }
    guard let spot = hotSpots.last(where: { $0.row == row && $0.columns.contains(column) }) else { return [] }
    switch spot.meaning {
    case .key(let key): return overlay == nil ? press(key, now: now) : []
    case .item(let index):
      clickedItem = true
      return clickItem(index)
    case .row(let inode):
      guard overlay == nil else { return [] }
      list.select(inode)
      return isDouble ? press(.enter, now: now) : []
    case .title(let name):
      guard overlay == nil else { return [] }
      return sort(byColumn: name)
    }
  }
}
