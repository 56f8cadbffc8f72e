internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// The selected row in words: what holds it back, by which limit, and the command that would help.
struct VerdictLines {
  let moment: Moment
  let row: Row

  /// What a group is called and typed as.
  func name(_ slot: Int) -> String {
    if let row = moment.rows.first(where: { $0.slot == slot }) { return row.who.target.description }
    return moment.snapshot.groups[slot].map { $0.path.description } ?? "-"
  }

  /// A cause in words.
  func advice(_ cause: Cause) -> Advice {
    Advice(
      cause, of: row.slot, in: moment.snapshot, among: moment.rows.filter(\.who.isListed).map(\.slot),
      idleCPUs: moment.snapshot.host?.idleCPUs, name: name)
  }

  /// `docker:web (nginx:1.27, compose shop/web)`.
  private func subject(withDetails: Bool) -> String {
    let identity = row.who.identity
    let name = row.who.target.description
    guard withDetails else { return name }
    var details: [String] = []
    if let image = identity.image { details.append(image.description) }
    if let project = identity.composeProject {
      details.append("compose \(project)" + (identity.composeService.map { "/\($0)" } ?? ""))
    }
    if let pod = identity.pod { details.append("pod \(pod)") }
    return details.isEmpty ? name : "\(name) (\(details.joined(separator: ", ")))"
  }

  /// What an old figure says of itself.
  private var age: String {
    let age = moment.snapshot.age(row.slot)
    guard age > 0 else { return "" }
    return " (idle; as it was \(Header.text { CellText.print(.number(age), .duration, to: &$0) }) ago)"
  }

  /// What there is to say, in lines of a width.
  ///
  /// - Parameter columns: those on the screen: where nothing holds the group back, the figures that are absent are
  ///   explained.
  func lines(width: Int, columns: [ListColumn]) -> [String] {
    guard let cause = row.causes.first else {
      let rest = moment.snapshot.isCopied(row.slot) ? CopiedVerdict.words : "nothing holds it back"
      return Self.wrapped("\(who(width)): \(rest)" + (absence(columns).map { ".  \($0)" } ?? ""), width)
    }
    return told(advice(cause), width)
  }

  /// As many of them as there is room for. Where a cause leaves room, the figures that are absent are explained behind
  /// the advice, of which nothing is given up for that.
  func lines(width: Int, columns: [ListColumn], atMost count: Int, key: String?) -> [String] {
    guard let cause = row.causes.first else {
      return Self.cut(lines(width: width, columns: columns), to: count, width: width, key: key)
    }
    let advice = advice(cause)
    let told = told(advice, width)
    let alone = Self.cut(told, to: count, width: width, key: key)
    guard told.count <= count, let last = told.last, let why = absence(columns) else { return alone }
    // A command is copied: no full stop sticks to it, and one sees where it ends.
    let (end, rest) = advice.command == nil ? (last + ".", why) : (last, "(\(why))")
    let all = Array(told.dropLast()) + Self.wrapped("\(end)  \(rest)", width)
    let both = Self.cut(all, to: count, width: width, key: key)
    // The sign of more takes the place of words: of the advice it takes none.
    func words(_ text: String) -> [Substring] { text.split(separator: " ") }
    return both.count > told.count || words(both[told.count - 1]).starts(with: words(end)) ? both : alone
  }

  private func who(_ width: Int) -> String { subject(withDetails: width >= 100) + age }

  /// A cause and the command that would help: that stands in a line of its own where there is room.
  private func told(_ advice: Advice, _ width: Int) -> [String] {
    let sentence = "\(who(width)) \(advice.sentence)"
    let help = advice.command.map { "Try: \($0)" }
    if Columns.of(sentence) <= width, width >= 100 || help == nil { return [sentence] + (help.map { [$0] } ?? []) }
    return Self.wrapped(sentence + (help.map { ".  \($0)" } ?? ""), width)
  }

  /// Why the first figure of a column is not there: one sentence; nil where all are.
  func absence(_ columns: [ListColumn]) -> String? {
    var reasons: [(titles: [String], meaning: String)] = []
    for column in columns {
      guard let metric = column.metrics.first,
        case .missing(let missing) = moment.snapshot.figure(metric, row.slot),
        Catalogue[metric].unit != .text || moment.snapshot.text(metric, row.slot) == nil
      else { continue }
      let meaning = missing.meaning
      if let index = reasons.firstIndex(where: { $0.meaning == meaning }) {
        reasons[index].titles.append(column.title)
      } else {
        reasons.append(([column.title], meaning))
      }
    }
    return reasons.isEmpty
      ? nil : reasons.map { "\($0.titles.joined(separator: " ")) -: \($0.meaning)" }.joined(separator: "; ")
  }

  /// At blanks, into lines of a width; a word that is longer is cut.
  static func wrapped(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ", omittingEmptySubsequences: false) {
      if !line.isEmpty, Columns.of(line) + 1 + Columns.of(word) > width {
        lines.append(line)
        line = ""
      }
      if line.isEmpty { line = String(word) } else { line += " " + word }
    }
    lines.append(line)
    return lines.map { trimmed($0[...]) }
  }

  /// As many lines as there is room for. Where that is not all, the last ends with a sign of it.
  ///
  /// - Parameter key: shows all of it; named where there is room for it.
  static func cut(_ lines: [String], to count: Int, width: Int, key: String?) -> [String] {
    guard lines.count > count, count > 0 else { return lines }
    let sign = "..." + (width < 40 ? "" : key.map { " (\($0): all of it)" } ?? "")
    var words = lines[count - 1].split(separator: " ")
    while !words.isEmpty, Columns.of(words.joined(separator: " ")) + 1 + Columns.of(sign) > width { words.removeLast() }
    return Array(lines[..<(count - 1)]) + [(words + [sign[...]]).joined(separator: " ")]
  }

  /// Without the blanks at its end.
  static func trimmed(_ line: Substring) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return String(line)
  }
}

extension Screen {
  func drawVerdict(_ moment: Moment, _ columns: [ListColumn], _ grid: inout Grid, lines: Range<Int>) {
    guard let entry = list.current else { return }
    let row = moment.rows[entry.place]
    let width = grid.width - 2
    let texts = VerdictLines(moment: moment, row: row).lines(
      width: width, columns: columns, atMost: lines.count, key: entry.head == nil ? "w" : nil)
    for (line, text) in zip(lines, texts) {
      grid.putCut(text, row: line, column: 1, room: grid.width - 1, style: Style(Tones.of(row.causes.first)))
    }
    let hint = entry.head == nil ? "(Enter: page, e: edit)" : "(Enter: fold or unfold)"
    guard lines.count == 2 else { return }
    let used = texts.count > 1 ? Columns.of(texts[1]) : 0
    if used + 3 + hint.utf8.count < grid.width {
      grid.put(hint, row: lines.upperBound - 1, endingAt: grid.width - 1, style: Style(.dim))
    }
  }
}
