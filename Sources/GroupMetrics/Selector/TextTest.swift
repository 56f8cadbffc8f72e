internal import ControlGroups

/// A comparison of a text with what the query says.
struct TextTest: Sendable {
  enum Pattern: Sendable {
    /// As typed, or with each `\xHH` undone: names are printed so.
    case exact(ByteText, ByteText)
    /// A shell pattern (`Glob`).
    case glob([UInt8])
    /// A regular expression over the whole text, as Prometheus anchors it.
    case expression(RegularExpression)
  }

  let field: TextField
  let pattern: Pattern
  /// `!=` and `!~`.
  let isNegated: Bool

  /// An absent text is the empty text, as an absent label is in Prometheus.
  func holds(for text: ByteText?, _ scratch: inout RegularExpression.Scratch) -> Bool {
    let bytes = text?.bytes ?? Self.empty
    let isMatch =
      switch pattern {
      case .exact(let literal, let undone): bytes == literal.bytes || bytes == undone.bytes
      case .glob(let pattern): Glob.matches(bytes, pattern)
      case .expression(let expression): expression.matches(bytes, &scratch)
      }
    return isMatch != isNegated
  }

  private static let empty: [UInt8] = []
}
