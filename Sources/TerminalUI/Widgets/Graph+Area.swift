extension Graph {
  /// So many values that each stands for as much time, the last at the end: the greatest of each part where there are
  /// more, blanks before where there are fewer.
  static func fitted(_ values: [Double], to count: Int) -> [Double] {
    guard count > 0 else { return [] }
    guard values.count > count else { return [Double](repeating: .nan, count: count - values.count) + values }
    // Whole parts from the end, so that a new sample does not move what is behind it.
    let size = (values.count + count - 1) / count
    let parts = (values.count + size - 1) / size
    let first = values.count - parts * size
    return [Double](repeating: .nan, count: count - parts)
      + (0..<parts).map { part in
        let start = max(0, first + part * size)
        return values[start..<(first + (part + 1) * size)].reduce(.nan) { $1 > $0 || $0.isNaN ? $1 : $0 }
      }
  }

  /// The same for signs that stand below a graph of the same values: each in the column where the graph has it. The greatest
  /// of the two values of a column of braille counts.
  static func fitted(_ values: [Double], columns: Int, _ glyphs: Glyphs) -> [Double] {
    guard glyphs == .braille else { return fitted(values, to: columns) }
    let dots = fitted(values, to: columns * 2)
    return (0..<max(0, columns)).map { column in
      let (left, right) = (dots[column * 2], dots[column * 2 + 1])
      return right > left || left.isNaN ? right : left
    }
  }

  /// An area under a line, over several rows. A value at `top` is full height; one that is missing leaves a gap.
  static func area(
    _ values: [Double], top: Double, rows: Range<Int>, columns: Range<Int>, on grid: inout Grid, _ glyphs: Glyphs,
    _ style: Style
  ) {
    guard !rows.isEmpty, !columns.isEmpty, top > 0 else { return }
    if glyphs == .braille { return braille(values, top, rows, columns, &grid, style) }
    let steps = Self.steps(glyphs)
    let fitted = fitted(values, to: columns.count)
    for (index, value) in fitted.enumerated() where value > 0 {
      // In steps of a row.
      let height = max(1, Int((min(1, value / top) * Double(rows.count * steps.count)).rounded()))
      for line in 0..<rows.count {
        let part = min(steps.count, height - line * steps.count)
        guard part > 0 else { break }
        grid.put(
          steps[part - 1], row: rows.upperBound - 1 - line, column: columns.lowerBound + index, style: style)
      }
    }
  }

  /// Two values a column, four dots a row (Unicode 15, Braille Patterns: dots 7 3 2 1 on the left, 8 6 5 4 on the right,
  /// from below).
  private static func braille(
    _ values: [Double], _ top: Double, _ rows: Range<Int>, _ columns: Range<Int>, _ grid: inout Grid, _ style: Style
  ) {
    let fitted = fitted(values, to: columns.count * 2)
    let left: [UInt32] = [0x40, 0x44, 0x46, 0x47]
    let right: [UInt32] = [0x80, 0xA0, 0xB0, 0xB8]
    func dots(_ value: Double, _ line: Int, _ masks: [UInt32]) -> UInt32 {
      guard value > 0 else { return 0 }
      let height = max(1, Int((min(1, value / top) * Double(rows.count * 4)).rounded()))
      let part = min(4, height - line * 4)
      return part > 0 ? masks[part - 1] : 0
    }
    for column in 0..<columns.count {
      for line in 0..<rows.count {
        let mask = dots(fitted[column * 2], line, left) | dots(fitted[column * 2 + 1], line, right)
        guard mask != 0, let scalar = Unicode.Scalar(0x2800 + mask) else { continue }
        grid.put(
          String(Character(scalar)), row: rows.upperBound - 1 - line, column: columns.lowerBound + column, style: style)
      }
    }
  }
}
