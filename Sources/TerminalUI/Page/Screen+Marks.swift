extension Screen {
  /// Columns beside the graphs, where what the marks mean stands if it is short.
  private static let besideGraphs = 28

  /// Letters under the samples in which something happened, and what they mean: beside them, or below where that is too
  /// long; on a low screen help has the rest of it. Answers the first free row.
  func drawMarks(_ page: PageState, through last: Int, _ grid: inout Grid, line: Int, columns: Range<Int>) -> Int {
    guard last >= 0, last < ring.frames.count else { return line + 1 }
    let legend = Mark.Kind.legend(putMarks(page, through: last, &grid, line: line, columns: columns))
    let words = legend.joined(separator: ", ")
    let isShort = Columns.of(words) <= Self.besideGraphs
    grid.putCut(
      isShort && !words.isEmpty ? words : "events", row: line, column: 1, room: Self.besideGraphs, style: Style(.dim))
    guard !isShort else { return line + 1 }
    let width = grid.width - 2
    let lines = VerdictLines.cut(
      Mark.Kind.lines(legend, width: width), to: max(1, grid.height / 12), width: width, key: "?")
    for (index, text) in lines.enumerated() {
      grid.putCut(text, row: line + 1 + index, column: 1, room: grid.width - 1, style: Style(.dim))
    }
    return line + 1 + lines.count
  }

  /// Puts the letters; answers which there are.
  private func putMarks(
    _ page: PageState, through last: Int, _ grid: inout Grid, line: Int, columns: Range<Int>
  ) -> Set<Mark.Kind> {
    let marks = ring.frames[...last].map { frame in
      frame.marks.filter { page.shows($0.inode) }
        .map { $0.kind == .born && page.isRestart($0.inode) ? .restarted : $0.kind }
        .min { $0.weight < $1.weight }
    }
    let fitted = Graph.fitted(
      marks.map { $0.map { Double(Mark.Kind.allCases.count - $0.weight) } ?? .nan }, columns: columns.count,
      options.glyphs)
    var seen: Set<Mark.Kind> = []
    for (index, value) in fitted.enumerated() where value > 0 {
      guard let kind = Mark.Kind.allCases.first(where: { Mark.Kind.allCases.count - $0.weight == Int(value) }) else {
        continue
      }
      seen.insert(kind)
      grid.put(
        String(kind.letter), row: line, column: columns.lowerBound + index,
        style: Style(kind == .oomKill ? .severe : .warning, .bold))
    }
    return seen
  }
}

extension Mark.Kind {
  /// Each letter with its word, what weighs most first: for the page, and for help.
  static func legend(_ kinds: some Sequence<Mark.Kind>) -> [String] {
    kinds.sorted { $0.weight < $1.weight }.map { "\($0.letter) \($0.word)" }
  }

  /// Those in lines of a width. No letter is parted from its word.
  static func lines(_ legend: [String], width: Int) -> [String] {
    var lines: [String] = []
    for part in legend {
      if let last = lines.last, Columns.of(last) + 2 + Columns.of(part) <= width {
        lines[lines.count - 1] = last + ", " + part
      } else {
        lines.append(part)
      }
    }
    return lines
  }

  /// Which is seen where several fall on one column: 0 first.
  var weight: Int {
    switch self {
    case .oomKill: 0
    case .restarted: 1
    case .died: 2
    case .born: 3
    case .frozen: 4
    case .thawed: 5
    case .memoryMax: 6
    case .memoryHigh: 7
    }
  }

  var letter: Character {
    switch self {
    case .oomKill: "o"
    case .died: "-"
    case .born: "+"
    case .restarted: "r"
    case .frozen: "z"
    case .thawed: "t"
    case .memoryMax: "m"
    case .memoryHigh: "h"
    }
  }

  var word: String {
    switch self {
    case .oomKill: "oom kill"
    case .died: "died"
    case .born: "born"
    case .restarted: "restarted"
    case .frozen: "frozen"
    case .thawed: "thawed"
    case .memoryMax: "memory.max"
    case .memoryHigh: "memory.high"
    }
  }
}
