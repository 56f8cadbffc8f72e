// The fast path of commands that read many groups: no diagnosis, no value types, one buffer. An errno says only that a
// figure is absent; who wants the reason asks `whyAbsent` once and not for each group.

extension ControlGroup {
  /// Reads a file of the group's directory into `buffer`; answers the number of bytes.
  package func readRaw(_ row: any InterfaceRow, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int {
    try readRaw(path: row.path, isPaged: row.isPaged, into: &buffer)
  }

  /// The same by the name with its closing NUL.
  package func readRaw(path: [UInt8], isPaged: Bool, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int {
    let calls = calls
    let descriptor = try calls.openFile(directory, path, writing: false)
    defer { calls.close(descriptor) }
    return try calls.readWhole(descriptor, into: &buffer, isPaged: isPaged)
  }

  /// A descriptor of one of its files, to be kept and closed by the caller.
  package func openRaw(path: [UInt8]) throws(ErrorNumber) -> Int32 {
    try calls.openFile(directory, path, writing: false)
  }

  /// The status of its directory: of links, in cgroupfs, it has two more than children.
  package func status() throws(ErrorNumber) -> FileStatus { try calls.status(directory, Self.itself) }

  /// The empty name, made once: a sampler asks each group at each tick.
  private static let itself: [UInt8] = [0]

  /// The groups directly below by name, in byte order, each with its incarnation.
  package func childEntries(
    _ buffer: inout [UInt8]
  ) throws(ErrorNumber) -> [(name: ByteText, inode: UInt64)] {
    try entries(directoriesOnly: true, &buffer).map { ($0.name, $0.inode) }
  }

  /// Opens a group directly below.
  package func openChild(_ name: ByteText) throws(ErrorNumber) -> ControlGroup {
    try hierarchy.open(name.bytes + [0], in: directory, as: path.appending(name))
  }
}

/// Single figures out of a file's text.
package enum RawText {
  /// A lone number; nil where the text is something else.
  package static func number(_ text: Span<UInt8>) -> UInt64? {
    var position = 0
    guard let number = scanDecimal(text, &position), isEnd(text, position) else { return nil }
    return number
  }

  /// A lone limit: nil for text that is neither a number nor `max`.
  package static func limit(_ text: Span<UInt8>) -> Limit<ByteCount>? {
    var position = 0
    guard let limit = try? Limit<ByteCount>.scan(text, &position), isEnd(text, position) else { return nil }
    return limit
  }

  /// Whether nothing stands at a place but the newline that ends a file; copies made by hand may lack it.
  package static func isEnd(_ text: Span<UInt8>, _ position: Int) -> Bool {
    position == text.count || position + 1 == text.count && text[position] == Ascii.newline
  }

  /// The number behind `key` in a flat keyed file; nil where it has no such line. Of many texts `FlatScanner` reads more.
  package static func flat(_ text: Span<UInt8>, _ key: String) -> UInt64? {
    var position = 0
    while position < text.count {
      var index = position
      if scanLiteral(text, &index, key), scanByte(text, &index, Ascii.space), let value = scanDecimal(text, &index),
        index == text.count || text[index] == Ascii.newline
      {
        return value
      }
      _ = scanLine(text, &position)
    }
    return nil
  }

  /// avg10 of the `some` line of a pressure file, in hundredths of a percent; nil where there is none.
  package static func someAverage10(_ text: Span<UInt8>) -> UInt32? {
    var position = 0
    while position < text.count {
      var index = position
      let line = scanLine(text, &position)
      if scanLiteral(text, &index, "some"), let found = PressureLine.scan(text, &index), index == line.upperBound {
        return found.average10
      }
    }
    return nil
  }

  /// Process ids, one a line.
  package static func processes(_ text: Span<UInt8>, into out: inout [Int32]) {
    var position = 0
    while position < text.count {
      if let id = scanDecimal(text, &position), let small = Int32(exactly: id) { out.append(small) }
      _ = scanLine(text, &position)
    }
  }
}
