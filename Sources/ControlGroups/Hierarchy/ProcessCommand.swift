/// What a process runs, as /proc tells.
package enum ProcessCommand: Equatable, Sendable {
  /// The command line, its arguments with a blank between.
  case line(ByteText)
  /// No command line: a kernel thread's name, or that of a process that wiped its own.
  case name(ByteText)
  /// No such process any more, or the copy does not know it.
  case gone
  /// The id 0: a process that the reader's PID namespace does not see.
  case invisible

  /// The command line, or `[name]`; nil where there is neither.
  package var text: ByteText? {
    switch self {
    case .line(let text): text
    case .name(let name): ByteText([UInt8(ascii: "[")] + name.bytes + [UInt8(ascii: "]")])
    case .gone, .invisible: nil
    }
  }
}

extension Hierarchy {
  /// What a process runs; the text is cut at the buffer's size.
  package func command(ofProcess id: Int32, _ buffer: inout [UInt8]) -> ProcessCommand {
    if id == 0 { return .invisible }
    guard let procPath else { return .gone }
    let directory = procPath.bytes + Array("/\(id)".utf8)
    guard let text = piece(of: directory + Array("/cmdline\0".utf8), &buffer) else { return .gone }
    if let last = text.lastIndex(where: { $0 != 0 }) {
      return .line(ByteText(text[...last].map { $0 == 0 ? Ascii.space : $0 }))
    }
    guard let name = piece(of: directory + Array("/comm\0".utf8), &buffer) else { return .gone }
    return .name(ByteText(Array(name.prefix { $0 != Ascii.newline })))
  }

  /// At most one buffer of a plain file.
  private func piece(of path: [UInt8], _ buffer: inout [UInt8]) -> [UInt8]? {
    guard let descriptor = try? calls.openPlain(path) else { return nil }
    defer { calls.close(descriptor) }
    guard let count = try? calls.read(descriptor, at: 0, into: &buffer, from: 0) else { return nil }
    return Array(buffer[..<count])
  }
}
