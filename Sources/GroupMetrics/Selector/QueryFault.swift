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

  /// The query on a line of its own, and under it a caret with `~` to the end of what is meant.
  package func marked(in query: ByteText) -> String {
    let bytes = query.bytes
    let start = min(range.lowerBound, bytes.count)
    let end = min(max(range.upperBound, start), bytes.count)
    func columns(_ part: ArraySlice<UInt8>) -> Int { ByteText(Array(part)).description.unicodeScalars.count }
    let line = ByteText(bytes.map { $0 == UInt8(ascii: "\t") ? UInt8(ascii: " ") : $0 }).description
    return line + "\n" + String(repeating: " ", count: columns(bytes[..<start])) + "^"
      + String(repeating: "~", count: max(0, columns(bytes[start..<end]) - 1))
  }
}
