// Bytes compared and counted eight at a time. The standard library loads them unchecked, or with a check for each byte
// that the optimiser keeps now and then: here the range is looked at once, so that nothing outside the text is read.

/// 32 bytes of a text, the first one lowest.
@usableFromInline
package struct FourWords: Sendable {
  @usableFromInline var first: UInt64 = 0
  @usableFromInline var second: UInt64 = 0
  @usableFromInline var third: UInt64 = 0
  @usableFromInline var fourth: UInt64 = 0

  /// How many bytes these are.
  static let count = 32

  init() {}

  /// Eight bytes each, the first one lowest.
  @inlinable @inline(__always)
  package init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
  }

  /// Whether the bytes are the same.
  @inlinable @inline(__always)
  package static func == (one: FourWords, other: FourWords) -> Bool {
    let differing =
      (one.first ^ other.first) | (one.second ^ other.second) | (one.third ^ other.third)
      | (one.fourth ^ other.fourth)
    return differing == 0
  }

  /// Whether the bytes that count are the same.
  ///
  /// - Parameter mask: all bits of each byte that counts.
  @inline(__always)
  func agrees(with other: FourWords, where mask: FourWords) -> Bool {
    let differing =
      (first ^ other.first) & mask.first | (second ^ other.second) & mask.second
      | (third ^ other.third) & mask.third | (fourth ^ other.fourth) & mask.fourth
    return differing == 0
  }
}

extension Span where Element == UInt8 {
  /// Eight bytes from a place on, the first one lowest; nil where fewer are left.
  @inlinable @inline(__always)
  package func word(at place: Int) -> UInt64? {
    // What is negative is a large number: one comparison for both ends.
    guard count >= 8, UInt(bitPattern: place) <= UInt(bitPattern: count &- 8) else { return nil }
    return unsafe load(place)
  }

  /// 32 bytes from a place on; nil where fewer are left.
  @inlinable @inline(__always)
  package func fourWords(at place: Int) -> FourWords? {
    guard count >= 32, UInt(bitPattern: place) <= UInt(bitPattern: count &- 32) else { return nil }
    return unsafe FourWords(load(place), load(place &+ 8), load(place &+ 16), load(place &+ 24))
  }

  /// The caller has seen to it that eight bytes are there.
  @unsafe @inlinable @inline(__always)
  func load(_ place: Int) -> UInt64 {
    unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: place, as: UInt64.self))
  }

  /// Takes in the bytes and how many they are.
  func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    var place = 0
    while let word = word(at: place) {
      hasher.combine(word)
      place &+= 8
    }
    while place < count {
      hasher.combine(self[place])
      place &+= 1
    }
  }
}
