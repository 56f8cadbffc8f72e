internal import ControlGroups
internal import GroupMetrics

/// The lines above the list: gauges, pressures, the machine, and what happened.
struct Header {
  let moment: Moment
  let options: ScreenOptions
  /// How often samples are taken, as it stands beside the machine's name.
  let interval: String
  /// Pressures of the last minute by resource, oldest first.
  let pressures: [String: [Double]]
  /// Whether it is of now, and not of an instant before.
  let isNow: Bool
  /// Whether quotas made the waiting for CPUs of the last five minutes; nil where that is not known.
  let isQuotaLately: Bool
  /// What there is, in numbers.
  let tally: Tally

  /// How many lines there is room for, of a screen so high.
  static func lines(height: Int) -> Int { height >= 16 ? 5 : height >= 12 ? 4 : height >= 9 ? 1 : 0 }

  func draw(on grid: inout Grid, lines: Int) {
    guard lines > 0 else { return }
    if lines >= 4 { gauges(&grid) }
    if lines >= 5 { machine(&grid, line: 3) }
    events(&grid, line: lines - 1)
  }

  private func number(_ name: String) -> Double { moment.host(name) }

  // MARK: gauges

  private func gauges(_ grid: inout Grid) {
    let isWide = grid.width >= 110
    let stalled = isWide ? grid.width - 46 : grid.width - 27
    let hasPressures = stalled >= 40
    let end = hasPressures ? stalled - (isWide ? 4 : 3) : grid.width - 2
    cpu(&grid, end)
    memory(&grid, end)
    swap(&grid, end)
    guard hasPressures else { return }
    let ends = isWide ? [14, 20, 26] : [13, 18, 23]
    grid.put("STALLED", row: 0, column: stalled, style: Style(.title))
    for (title, end) in zip(["cpu", "mem", "io"], ends) {
      grid.put(title, row: 0, endingAt: stalled + end, style: Style(.title))
    }
    grid.put(isNow ? "now (\(interval))" : "then", row: 1, column: stalled)
    grid.put("5 min", row: 2, column: stalled)
    for (line, suffix) in [(1, ""), (2, ".avg300")] {
      for (name, end) in zip(["cpu", "memory", "io"], ends) {
        let value = number("\(name).pressure.some" + suffix)
        let tone = value.isNaN ? Style.Tone.dim : value >= 0.4 ? .severe : value >= 0.1 ? .warning : .normal
        let text = value.isNaN ? "-" : Human.percent(value)
        grid.put(text, row: line, endingAt: stalled + end, style: Style(tone))
        if name == "cpu", line == 1 ? isQuota : isQuotaLately, value >= CPUPressureCause.least {
          grid.put("q", row: line, column: stalled + end, style: Style(tone))
        }
      }
    }
    guard isWide else { return }
    history(&grid, in: (stalled + 29)..<grid.width)
  }

  private var isQuota: Bool {
    moment.snapshot.host.flatMap { CPUPressureCause(of: $0, in: moment.snapshot) } == .throttling
  }

  /// The resource that was waited for most, but for waits by quotas.
  private func history(_ grid: inout Grid, in columns: Range<Int>) {
    let names = isQuota ? ["memory", "io"] : ["cpu", "memory", "io"]
    func sum(_ name: String) -> Double { (pressures[name] ?? []).reduce(0) { $1 > 0 ? $0 + $1 : $0 } }
    guard let most = names.max(by: { sum($0) < sum($1) }) else { return }
    let short = most == "memory" ? "mem" : most
    grid.put("\(short), last 60 s", row: 0, column: columns.lowerBound, style: Style(.title))
    let values = pressures[most] ?? []
    let room = columns.lowerBound..<min(columns.upperBound, columns.lowerBound + max(13, values.count))
    Graph.line(values, in: room, row: 1, of: &grid, options.glyphs, Style(.warning), top: 1)
    grid.put("q = by own quotas", row: 2, column: columns.lowerBound, room: columns.count, style: Style(.dim))
  }

  private func gauge(
    _ name: String, _ text: String, _ parts: [(share: Double, glyph: UInt8, style: Style)], _ grid: inout Grid,
    line: Int, end: Int
  ) {
    grid.put(name, row: line, column: 1, style: Style(.title))
    grid.put("[", row: line, column: 4)
    grid.put("]", row: line, column: end)
    Graph.bar(parts, in: 5..<max(5, end - 14), row: line, of: &grid)
    grid.put(text, row: line, endingAt: end, style: Style(.normal, .bold))
  }

  private func cpu(_ grid: inout Grid, _ end: Int) {
    let (used, cap) = (number("cpu.cores"), number("cpu.cap"))
    let text = "\(used.isNaN ? "-" : Human.tenths(used))/\(cap.isNaN ? "-" : Human.tenths(cap)) cores"
    let share = used / cap
    let tone: Style.Tone = share >= 0.9 ? .severe : share >= 0.7 ? .warning : .good
    gauge("CPU", text, [(share, UInt8(ascii: "|"), Style(tone))], &grid, line: 0, end: end)
  }

  private func memory(_ grid: inout Grid, _ end: Int) {
    let (set, current, cap) = (number("memory.working_set"), number("memory.current"), number("memory.cap"))
    let share = set / cap
    let tone: Style.Tone = share >= 0.9 ? .severe : share >= 0.75 ? .warning : .good
    let cache = max(0, current - set) / cap
    gauge(
      "Mem", Self.sizes(set, of: cap),
      [
        (share, UInt8(ascii: "|"), Style(tone)), (cache, UInt8(ascii: ":"), Style(.soft)),
        (1 - share - cache, UInt8(ascii: "."), Style(.dim)),
      ], &grid, line: 1,
      end: end)
  }

  private func swap(_ grid: inout Grid, _ end: Int) {
    let (used, cap) = (number("memory.swap.current"), number("memory.swap.max"))
    guard cap != 0 else { return gauge("Swp", "none", [], &grid, line: 2, end: end) }
    gauge(
      "Swp", Self.sizes(used, of: cap), [(used / cap, UInt8(ascii: "|"), Style(used / cap >= 0.5 ? .warning : .good))],
      &grid,
      line: 2,
      end: end)
  }

  /// `9.8G/15.6G`: both in the unit of the whole, with one digit behind the point.
  static func sizes(_ used: Double, of cap: Double) -> String {
    guard cap > 0 else { return "-" }
    var unit = 1.0
    var letter = ""
    for next in ["K", "M", "G", "T", "P"] where cap >= unit * 1024 {
      unit *= 1024
      letter = next
    }
    return (used.isNaN ? "-" : Human.tenths(used / unit) + letter) + "/" + Human.tenths(cap / unit) + letter
  }
}
