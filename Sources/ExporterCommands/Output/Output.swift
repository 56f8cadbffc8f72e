internal import CLinux
internal import ControlGroups
internal import ProcessIO

/// What is printed.
enum Output {
  /// Whether descriptor 1 is a terminal.
  static var isTerminal: Bool { weir_is_terminal(1) == 1 }

  /// A page for a terminal: what names put into labels may be no more than text there. A file and a pipe have it byte for
  /// byte, since the format lets control bytes be.
  static func forTerminal(_ page: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(page.count)
    let lines = page.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if index > 0 { out.append(UInt8(ascii: "\n")) }
      ByteText(Array(line)).append(to: &out)
    }
    return out
  }

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
