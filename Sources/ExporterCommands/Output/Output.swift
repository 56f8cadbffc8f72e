internal import ControlGroups
internal import ProcessIO

/// What is printed.
enum Output {
  static func write(_ bytes: [UInt8], to descriptor: Descriptor) throws {
    do throws(ErrorNumber) { try descriptor.write(bytes) } catch { throw Failure("cannot write: \(error)") }
  }

  /// One line on stderr, with no control byte in it.
  static func complain(_ line: String) {
    var out: [UInt8] = []
    ByteText(line).append(to: &out)
    out.append(UInt8(ascii: "\n"))
    try? Descriptor.errors.write(out)
  }
}
