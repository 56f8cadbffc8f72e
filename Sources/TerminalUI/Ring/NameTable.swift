internal import ControlGroups

/// A text or none, as snapshots hold them.
typealias ByteTextOrNone = ByteText?

/// Texts by number, each kept once: what columns of text are in the ring.
struct NameTable: Sendable {
  private var numbers: [ByteText: UInt16] = [:]
  private var texts: [ByteText] = []
  /// No text; also for those that come when the table is full.
  static let none = UInt16.max
  static let most = 20_000

  /// The number of a text.
  mutating func number(of text: ByteText?) -> UInt16 {
    guard let text else { return Self.none }
    if let known = numbers[text] { return known }
    guard texts.count < Self.most else { return Self.none }
    let number = UInt16(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  subscript(_ number: UInt16) -> ByteText? { number < texts.count ? texts[Int(number)] : nil }

  /// About: a text is an array of its own, and stands in both lists.
  var bytes: Int { texts.reduce(0) { $0 + $1.bytes.count + 32 + 8 + 24 } }
}
