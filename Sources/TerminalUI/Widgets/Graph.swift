/// Bars and lines of figures.
enum Graph {
  /// A bar of several parts, each a share of the whole; what is over is cut.
  static func bar(
    _ parts: [(share: Double, glyph: UInt8, style: Style)], in columns: Range<Int>, row: Int, of grid: inout Grid
  ) {
    var sum = 0.0
    var at = 0
    for part in parts where part.share > 0 {
      sum += part.share
      at = Self.part(at, sum, part.glyph, part.style, columns, row, &grid)
    }
  }

  /// The part of a bar from a column of it up to a share of the whole; answers the column where it ends.
  static func part(
    _ from: Int, _ share: Double, _ glyph: UInt8, _ style: Style, _ columns: Range<Int>, _ row: Int,
    _ grid: inout Grid
  ) -> Int {
    let end = Int((max(0, min(1, share)) * Double(columns.count)).rounded())
    var at = from
    while at < end {
      grid.put(glyph, row: row, column: columns.lowerBound + at, style: style)
      at += 1
    }
    return max(from, end)
  }

  /// One character a figure, the last at the right; the greatest, or `top`, is full height. A figure that is missing is a
  /// blank.
  static func line(
    _ values: [Double], in columns: Range<Int>, row: Int, of grid: inout Grid, _ glyphs: Glyphs, _ style: Style,
    top: Double? = nil
  ) {
    let values = values.suffix(columns.count)
    let greatest = top ?? values.reduce(0) { $1 > $0 && $1.isFinite ? $1 : $0 }
    guard greatest > 0 else { return }
    let steps = Self.steps(glyphs)
    var column = columns.upperBound - values.count
    for value in values {
      if value > 0 {
        let step = min(steps.count, max(1, Int((value / greatest * Double(steps.count)).rounded(.up))))
        grid.put(steps[step - 1], row: row, column: column, style: style)
      } else if value == 0 {
        grid.put(glyphs == .ascii ? " " : steps[0], row: row, column: column, style: Style(.dim))
      }
      column += 1
    }
  }

  /// From low to high.
  static func steps(_ glyphs: Glyphs) -> [String] {
    switch glyphs {
    case .ascii: [".", ":", "|"]
    case .blocks, .braille: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
    }
  }
}
