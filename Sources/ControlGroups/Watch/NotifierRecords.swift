// struct inotify_event:  wd s32 | mask u32 | cookie u32 | len u32 | name … NUL      (inotify(7)), in the machine's order

/// One record of inotify.
package struct NotifierRecord: Equatable, Sendable {
  /// Which watch it is of; -1 for lost notices.
  package var watch: Int32
  package var events: NotifierEvents
  /// Of what is in the watched directory; empty for the watched itself.
  package var name: ByteText

  static let headerBytes = 16

  /// All whole records of one reading; a broken one ends the list.
  package static func parse(_ text: Span<UInt8>) -> [NotifierRecord] {
    var out: [NotifierRecord] = []
    var start = 0
    while start + headerBytes <= text.count {
      let length = Int(number(text, start + 12))
      let end = start + headerBytes + length
      guard end <= text.count else { return out }
      var nameEnd = start + headerBytes
      while nameEnd < end, text[nameEnd] != 0 { nameEnd += 1 }
      out.append(
        NotifierRecord(
          watch: Int32(bitPattern: number(text, start)), events: NotifierEvents(rawValue: number(text, start + 4)),
          name: ByteText(text, start + headerBytes..<nameEnd)))
      start = end
    }
    return out
  }

  private static func number(_ text: Span<UInt8>, _ start: Int) -> UInt32 {
    var value: UInt32 = 0
    for offset in 0..<4 {
      let isLittleEndian = UInt16(1).littleEndian == 1
      value |= UInt32(text[start + offset]) << UInt32(8 * (isLittleEndian ? offset : 3 - offset))
    }
    return value
  }
}
