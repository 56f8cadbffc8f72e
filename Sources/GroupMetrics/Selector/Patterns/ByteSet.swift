/// A set of byte values.
struct ByteSet: Equatable, Sendable {
  private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

  init() {}

  init(_ ranges: ClosedRange<UInt8>...) {
    for range in ranges { for byte in range { insert(byte) } }
  }

  func contains(_ byte: UInt8) -> Bool {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    return switch byte >> 6 {
    case 0: words.0 & bit != 0
    case 1: words.1 & bit != 0
    case 2: words.2 & bit != 0
    default: words.3 & bit != 0
    }
  }

  mutating func insert(_ byte: UInt8) {
    let bit: UInt64 = 1 << UInt64(byte & 63)
    switch byte >> 6 {
    case 0: words.0 |= bit
    case 1: words.1 |= bit
    case 2: words.2 |= bit
    default: words.3 |= bit
    }
  }

  mutating func formUnion(_ other: ByteSet) {
    words = (
      words.0 | other.words.0, words.1 | other.words.1, words.2 | other.words.2, words.3 | other.words.3
    )
  }

  var inverted: ByteSet {
    var out = ByteSet()
    out.words = (~words.0, ~words.1, ~words.2, ~words.3)
    return out
  }

  /// With the other case of each ASCII letter.
  var ignoringCase: ByteSet {
    var out = self
    for byte in UInt8(ascii: "a")...UInt8(ascii: "z") where contains(byte) { out.insert(byte - 32) }
    for byte in UInt8(ascii: "A")...UInt8(ascii: "Z") where contains(byte) { out.insert(byte + 32) }
    return out
  }

  static func == (left: ByteSet, right: ByteSet) -> Bool { left.words == right.words }

  static let digits = ByteSet(UInt8(ascii: "0")...UInt8(ascii: "9"))
  static let blanks = ByteSet(0x09...0x0D, 0x20...0x20)
  static let wordBytes = ByteSet(
    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_")...UInt8(ascii: "_"),
    UInt8(ascii: "a")...UInt8(ascii: "z"))
}
