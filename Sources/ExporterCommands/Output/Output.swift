internal import ControlGroups
internal import Glibc

/// Bytes to a descriptor, all of them.
enum Output {
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { raw in
        unsafe Glibc.write(descriptor, raw.baseAddress.unsafelyUnwrapped + start, raw.count - start)
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        throw Failure("cannot write: \(ErrorNumber(rawValue: errno))")
      }
    }
  }

  /// One line on stderr, with no control byte in it.
  static func complain(_ line: String) {
    var out: [UInt8] = []
    ByteText(line).append(to: &out)
    out.append(UInt8(ascii: "\n"))
    try? write(out, to: 2)
  }
}
