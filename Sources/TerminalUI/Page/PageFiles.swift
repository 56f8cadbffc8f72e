internal import ControlGroups

/// The table of a page: each file with its value and what is in force. A value takes the room that there is, and goes on
/// in the lines below where that is not enough: nothing of it is lost.
struct PageFiles {
  let files: [PageFacts.File]
  let width: Int

  private static let gap = 2
  /// A value that has less room stands in lines of its own, below the name.
  private static let least = 20

  var lines: [PageLines.Line] {
    let longest = files.reduce(4) { max($0, Columns.of($1.name)) }
    let room = width - longest - Self.gap
    guard room >= Self.least else { return stacked }
    let force = forceWidth(of: room)
    let values = files.reduce(5) { $1.absence == nil ? max($0, Columns.of($1.value)) : $0 }
    let value = min(values, force == 0 ? room : room - Self.gap - force)
    let title = Self.padded("FILE", longest) + "  " + Self.padded("VALUE", value) + (force > 0 ? "  IN FORCE" : "")
    var lines = [PageLines.Line(text: title, style: Style(.title, .underline))]
    for file in files {
      let isAbsent = file.absence != nil
      let left = Self.folded(Self.value(of: file), isAbsent ? room : value)
      let right = isAbsent ? [] : Self.folded(Self.force(of: file), max(force, 1))
      for index in 0..<max(left.count, right.count) {
        var text = Self.padded(index == 0 ? file.name : "", longest) + "  "
        let part = index < left.count ? left[index] : ""
        if index < right.count { text += Self.padded(part, value) + "  " + right[index] } else { text += part }
        lines.append(PageLines.Line(text: text, style: Self.style(of: file)))
      }
    }
    return lines
  }

  /// For a narrow screen: the name, and below it all else.
  private var stacked: [PageLines.Line] {
    var lines = [PageLines.Line(text: "FILE", style: Style(.title, .underline))]
    for file in files {
      let force = Self.force(of: file)
      var parts = Self.folded(Self.value(of: file), width - 2)
      if !force.isEmpty { parts += Self.folded("in force: " + force, width - 2) }
      lines += ([file.name] + parts.map { "  " + $0 }).map { PageLines.Line(text: $0, style: Self.style(of: file)) }
    }
    return lines
  }

  /// Columns for what is in force; 0 where no group above sets any of it.
  private func forceWidth(of room: Int) -> Int {
    let widest = files.reduce(0) { max($0, Columns.of(Self.force(of: $1))) }
    return widest == 0 ? 0 : min(max(widest, 8), max(8, (room - Self.gap) / 2))
  }

  private static func style(of file: PageFacts.File) -> Style {
    Style(file.absence != nil ? .dim : file.setBy != nil ? .warning : .normal)
  }

  private static func value(of file: PageFacts.File) -> String { file.absence.map { "-  " + $0 } ?? file.value }

  private static func force(of file: PageFacts.File) -> String {
    file.absence != nil ? "" : file.effective + (file.setBy.map { "  set by \($0)" } ?? "")
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - Columns.of(text)))
  }

  /// A text in pieces of a width: broken behind the last `;` that has room, else at a blank, else behind a comma, else
  /// anywhere. None for an empty text.
  static func folded(_ text: String, _ width: Int) -> [String] {
    var pieces: [String] = []
    var rest = text[...]
    while !rest.isEmpty {
      let fits = Columns.prefix(rest, width)
      // One character at least.
      var end = fits.isEmpty ? rest.index(after: rest.startIndex) : fits.endIndex
      if end < rest.endIndex, rest[end] != " " { end = cut(rest[..<end]) ?? end }
      pieces.append(VerdictLines.trimmed(rest[..<end]))
      rest = rest[end...].drop { $0 == " " }
    }
    return pieces
  }

  /// Where a piece is best cut; nil where no word ends in it.
  private static func cut(_ piece: Substring) -> Substring.Index? {
    if let place = piece.lastIndex(of: ";") { return piece.index(after: place) }
    if let place = piece.lastIndex(of: " "), place > piece.startIndex { return place }
    return piece.lastIndex(of: ",").map { piece.index(after: $0) }
  }
}
