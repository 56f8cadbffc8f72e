/// Whole characters of UTF-8 (Unicode 15, table 3-7, a little wider), or single bytes that are none.
enum WholeCharacter {
  static let any = other(than: ByteSet())

  /// A character that is not one of these ASCII ones.
  static func other(than left: ByteSet) -> RegularExpression.Tree {
    var single = ByteSet()
    for byte in UInt8.min...UInt8.max where !(0xC2...0xF4).contains(byte) && !left.contains(byte) {
      single.insert(byte)
    }
    let tail = RegularExpression.Tree.byte(ByteSet(0x80...0xBF))
    return .either([
      .byte(single), .sequence([.byte(ByteSet(0xC2...0xDF)), tail]),
      .sequence([.byte(ByteSet(0xE0...0xEF)), tail, tail]), .sequence([.byte(ByteSet(0xF0...0xF4)), tail, tail, tail]),
    ])
  }
}
