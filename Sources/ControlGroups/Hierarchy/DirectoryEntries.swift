// struct linux_dirent64:  d_ino u64 | d_off s64 | d_reclen u16 | d_type u8 | d_name … NUL      (getdents64(2))

/// One name in a directory.
struct DirectoryEntry: Equatable, Sendable {
  var name: ByteText
  var inode: UInt64
  /// Nil where the file system does not say.
  var isDirectory: Bool?

  static let typeDirectory: UInt8 = 4
  static let typeUnknown: UInt8 = 0
  static let headerBytes = 19

  /// All records of one getdents64 answer, without `.` and `..`; a broken record ends the list.
  static func parse(_ text: Span<UInt8>, into out: inout [DirectoryEntry], directoriesOnly: Bool) {
    var start = 0
    while start + headerBytes < text.count {
      let length = Int(text[start + 16]) | Int(text[start + 17]) << 8
      let size = isLittleEndian ? length : (length & 0xFF) << 8 | length >> 8
      guard size > headerBytes, start + size <= text.count else { return }
      let type = text[start + 18]
      var end = start + headerBytes
      while end < start + size, text[end] != 0 { end += 1 }
      let name = start + headerBytes..<end
      let isDots =
        text[name.lowerBound] == Ascii.dot && (name.count == 1 || (name.count == 2 && text[end - 1] == Ascii.dot))
      if !name.isEmpty, !isDots, !directoriesOnly || type == typeDirectory || type == typeUnknown {
        out.append(
          DirectoryEntry(
            name: ByteText(text, name), inode: number(text, start),
            isDirectory: type == typeUnknown ? nil : type == typeDirectory))
      }
      start += size
    }
  }

  private static var isLittleEndian: Bool { UInt16(1).littleEndian == 1 }

  private static func number(_ text: Span<UInt8>, _ start: Int) -> UInt64 {
    var value: UInt64 = 0
    for offset in 0..<8 {
      let shift = UInt64(isLittleEndian ? offset : 7 - offset) * 8
      value |= UInt64(text[start + offset]) << shift
    }
    return value
  }
}
