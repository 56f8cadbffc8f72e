internal import CLinux
internal import ControlGroups

/// The command line as bytes: Swift's own would replace what is no UTF-8, and a group's name need not be; and it finds no
/// argument where no /proc is mounted.
package enum Arguments {
  /// Each argument, invalid bytes as `\xHH`: the spelling that targets undo.
  package static func ofProcess() -> [String] { bytesOfProcess().map(string) }

  private static func bytesOfProcess() -> [[UInt8]] {
    var out: [[UInt8]] = []
    let count = weir_argument_count()
    // Not every C library hands them over.
    if count == 0 { return CommandLine.arguments.dropFirst().map { Array($0.utf8) } }
    for index in 1..<max(1, count) {
      guard let argument = unsafe weir_argument(index) else { break }
      var bytes: [UInt8] = []
      var offset = 0
      while unsafe argument[offset] != 0 {
        bytes.append(UInt8(bitPattern: unsafe argument[offset]))
        offset += 1
      }
      out.append(bytes)
    }
    return out
  }

  /// The arguments behind `--`, as bytes: a command gets exactly what was typed.
  package static func afterTerminator() -> [[UInt8]] {
    let all = bytesOfProcess()
    guard let index = all.firstIndex(of: Array("--".utf8)) else { return [] }
    return Array(all[(index + 1)...])
  }

  /// Valid UTF-8 as it is; an argument that is none, with its bad bytes escaped.
  package static func string(_ bytes: [UInt8]) -> String {
    let text = ByteText(bytes)
    return text.isValidUTF8 ? String(decoding: bytes, as: UTF8.self) : text.description
  }
}
