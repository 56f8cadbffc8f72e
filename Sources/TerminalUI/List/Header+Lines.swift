internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

extension Header {
  /// `web01  up 41d  load 6.2  98 groups: 7 containers 84 services 3 sessions 2s`.
  func machine(_ grid: inout Grid, line: Int) {
    let isWide = grid.width >= 110
    // A copied tree has no name.
    var parts = [moment.machine.hostName.description].filter { !$0.isEmpty }
    if isWide, !moment.machine.kernel.isEmpty { parts.append("Linux \(moment.machine.kernel)") }
    if let up = moment.upSeconds { parts.append("up " + Self.text { CellText.print(.number(up), .duration, to: &$0) }) }
    let loads = ["load1", "load5", "load15"].map { moment.host($0) }.filter { !$0.isNaN }.map { Human.tenths($0) }
    if let first = loads.first { parts.append("load " + (isWide ? loads.joined(separator: " ") : first)) }
    let often = isWide ? "every \(interval)" : interval
    var end = often
    if isWide, let own = moment.ownCores { end += ", weir \(Human.tenths(own * 100))% cpu" }
    let text = parts.isEmpty ? "" : parts.joined(separator: "  ") + (isWide ? "   " : "  ")
    let counts = self.counts
    var shown = counts.count
    func whole(_ shown: Int) -> String {
      " " + text + counts.prefix(shown).joined(separator: " ") + (isWide ? "   " : " ") + end
    }
    while shown > 1, Columns.of(whole(shown)) > grid.width { shown -= 1 }
    grid.putCut(whole(shown), row: line, column: 0, room: grid.width)
  }

  /// `98 groups:`, `7 containers`, …: what there is.
  private var counts: [String] {
    let all = tally.listed
    let words = Identity.Kind.allCases.compactMap { kind -> String? in
      guard let count = tally.kinds[kind], kind != .other else { return nil }
      return "\(count) \(kind.rawValue)\(count == 1 ? "" : "s")"
    }
    return ["\(all) group\(all == 1 ? "" : "s")" + (words.isEmpty ? "" : ":")] + words
  }

  /// Columns that an event has at least before rights are shown whole.
  private static let leastEvent = 12

  /// `! oom kill docker:worker-1 4m ago (3 today)  2 throttled  1 near limit  [root]`.
  func events(_ grid: inout Grid, line: Int) {
    let isWide = grid.width >= 110
    let gap = isWide ? "   " : "  "
    var parts: [(text: String, tone: Style.Tone)] = []
    if let last = moment.kills.first {
      let ago = Self.text {
        CellText.print(
          .number(last.secondsAgo(at: moment.snapshot.monotonicNanoseconds)), .duration, to: &$0)
      }
      let today = moment.killsToday ?? moment.kills.reduce(0) { $0 + $1.count }
      parts.append(("oom kill \(last.target) \(ago) ago (\(today) today)", .severe))
    } else if let today = moment.killsToday, today > 0 {
      parts.append(("\(today) oom kill\(today == 1 ? "" : "s") today", .warning))
    }
    let (throttled, near, tasks) = (tally.throttled, tally.nearMemory, tally.atPids)
    if throttled > 0 { parts.append(("\(throttled) throttled", .warning)) }
    if near > 0 {
      let limit = isWide ? (near == 1 ? "its memory limit" : "their memory limits") : "limit"
      parts.append(("\(near) near \(limit)", .severe))
    }
    if tasks > 0 { parts.append(("\(tasks) at pids limit", .warning)) }
    if let late = moment.namesLate, late >= 1 {
      let seconds = Self.text { CellText.print(.number(late), .duration, to: &$0) }
      parts.append((isWide ? "no new names for \(seconds): a disk hangs?" : "names \(seconds) old", .warning))
    }
    for disk in (moment.snapshot.host?.disks ?? []).filter({ $0.kind == .lowest && $0.busy >= 0.8 }).prefix(2) {
      parts.append(("\(disk.name) \(Human.percent(disk.busy)) busy", .warning))
    }
    let rights = options.rights.isEmpty ? "" : "[\(options.rights)]"
    let mode = isWide ? (options.readOnly == nil ? " [rw]" : " [read-only]") : options.readOnly == nil ? "" : " [ro]"
    var column = parts.isEmpty ? 1 : grid.put(" ! ", row: line, column: 0, style: Style(.severe, .bold))
    func room(beside end: String) -> Int { grid.width - (end.isEmpty ? 0 : Columns.of(end) + gap.utf8.count) }
    // What happened is worth more than what one may do: of that the first word is left, or nothing.
    let short = options.rights.split(separator: ":").first.map { "[\($0)]" } ?? ""
    let end = [rights + mode, short + mode, short].first { room(beside: $0) - column >= Self.leastEvent } ?? ""
    let room = room(beside: end)
    if parts.isEmpty {
      parts = [
        moment.snapshot.isCopied
          ? (CopiedVerdict.words, .normal) : ("nothing killed, throttled or near a limit", .good)
      ]
    }
    var isFirst = true
    for part in parts {
      let needed = Columns.of(part.text) + (isFirst ? 0 : gap.utf8.count)
      guard column + needed <= room || isFirst && column < room else { continue }
      if !isFirst { column += gap.utf8.count }
      let before = column
      grid.putCut(part.text, row: line, column: column, room: room - column, style: Style(part.tone))
      column = min(room, before + Columns.of(part.text))
      isFirst = false
    }
    guard !end.isEmpty, column + gap.utf8.count < grid.width else { return }
    grid.put(end, row: line, column: column + gap.utf8.count, style: Style(.dim))
  }

  static func text(_ print: (inout [UInt8]) -> Void) -> String {
    var out: [UInt8] = []
    print(&out)
    return String(decoding: out, as: UTF8.self)
  }
}
