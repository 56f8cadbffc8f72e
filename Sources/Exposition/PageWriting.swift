/// What a page takes from its last figure to its end, as far as the pages before tell.
struct PageWriting {
  /// Finding out which groups are served: much where many came, little where none did. So what it took lately counts for
  /// half with each page that took less.
  private var choosing: UInt64 = 0
  /// Of one byte of text, at the quickest of the last pages: a short one has more work that writes nothing.
  private var byte = 0.0
  /// Of the longest page lately: one of which collectors were left out is shorter, and the next may have them.
  private var bytes = 0

  /// Nanoseconds that the next page may need.
  var nanoseconds: UInt64 { choosing + UInt64(byte * Double(bytes)) }

  /// - Parameters:
  ///   - choosing: nanoseconds until it was known what is served.
  ///   - writing: nanoseconds from then to the end of the page, which had so many bytes.
  mutating func note(choosing now: UInt64, writing: UInt64, bytes count: Int) {
    choosing = max(now, choosing / 2)
    if count > 0 {
      let now = Double(writing) / Double(count)
      byte = byte == 0 ? now : min(now, byte * 1.5)
    }
    bytes = max(count, bytes - bytes / 16)
  }
}
