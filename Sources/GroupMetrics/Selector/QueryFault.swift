package import ControlGroups

/// Why a query cannot be used, and where in it.
package struct QueryFault: Error, Equatable, Sendable {
  /// One clause: what is wrong, and what would be right.
  package var message: String
  /// The bytes that are meant; empty, and at the end, where something is missing.
  package var range: Range<Int>

  init(_ message: String, at range: Range<Int>) {
    self.message = message
    self.range = range
  }

  /// The query on a line of its own, a blank for each tab, and under it a caret with `~` to the end of what is meant.
  ///
  /// - Parameter width: how many columns a printed text takes; without it a column for each character.
  package func marked(in query: ByteText, width: (String) -> Int = { $0.unicodeScalars.count }) -> String {
    let bytes = query.bytes.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }
    let start = min(range.lowerBound, bytes.count)
    let end = min(max(range.upperBound, start), bytes.count)
    func columns(_ part: ArraySlice<UInt8>) -> Int { width(ByteText(Array(part)).description) }
    return ByteText(bytes).description + "\n" + String(repeating: " ", count: columns(bytes[..<start])) + "^"
      + String(repeating: "~", count: max(0, columns(bytes[start..<end]) - 1))
  }
}
