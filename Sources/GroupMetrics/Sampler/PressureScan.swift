internal import ControlGroups

/// The fields of a pressure file that are wanted, and no more of the text than holds them: three averages in hundredths
/// of a percent and a total in microseconds, of `some` (0 to 3) and of `full` (4 to 7).
struct PressureScan {
  /// By field; only where `found` has its bit.
  private(set) var values: InlineArray<8, UInt64> = .init(repeating: 0)
  /// A bit for each field that was there.
  private(set) var found = 0

  /// - Parameter wanted: a bit for each field.
  init(_ text: Span<UInt8>, _ wanted: Int) {
    var position = 0
    while position < text.count, wanted & ~found != 0 {
      let first = scanLiteral(text, &position, "some ") ? 0 : scanLiteral(text, &position, "full ") ? 4 : 8
      if first < 8, wanted >> first & 0xF != 0 { scan(text, &position, first, wanted) }
      _ = scanLine(text, &position)
    }
  }

  /// `avg10=0.00 avg60=0.00 avg300=0.00 total=0`: what is not wanted is passed by.
  private mutating func scan(_ text: Span<UInt8>, _ position: inout Int, _ first: Int, _ wanted: Int) {
    for field in first..<first &+ 4 {
      while position < text.count, text[position] != UInt8(ascii: "=") {
        if text[position] == UInt8(ascii: "\n") { return }
        position &+= 1
      }
      position &+= 1
      guard wanted & (1 << field) != 0 else { continue }
      guard let value = field & 3 == 3 ? scanDecimal(text, &position) : scanHundredths(text, &position) else { return }
      values[field] = value
      found |= 1 << field
    }
  }
}
