/// One place of a terminal: what stands there, and how it looks.
package struct Cell: Hashable, Sendable {
  /// Zero behind a wide character, whose right half this is.
  package var scalar: UInt32
  /// A mark that stands on the character (an accent); zero without one.
  package var mark: UInt32
  package var style: Style

  package init(_ scalar: Unicode.Scalar, mark: Unicode.Scalar? = nil, _ style: Style = Style()) {
    self.scalar = scalar.value
    self.mark = mark?.value ?? 0
    self.style = style
  }

  /// A letter of one byte.
  init(ascii: UInt8, _ style: Style) {
    scalar = UInt32(ascii)
    mark = 0
    self.style = style
  }

  /// The right half of a wide character.
  package static func rightHalf(_ style: Style) -> Cell {
    var cell = Cell(" ", style)
    cell.scalar = 0
    return cell
  }

  package static let blank = Cell(" ")

  package var isRightHalf: Bool { scalar == 0 }

  /// As text: nothing for a right half.
  package func append(to text: inout String) {
    guard let first = Unicode.Scalar(scalar), scalar != 0 else { return }
    text.unicodeScalars.append(first)
    if mark != 0, let second = Unicode.Scalar(mark) { text.unicodeScalars.append(second) }
  }
}
