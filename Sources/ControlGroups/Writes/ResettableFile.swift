/// A high-water mark (memory.peak, memory.swap.peak) kept open, so that it can be started anew.
///
/// Since about 6.12 a write starts the mark anew for this descriptor alone: others still see the all-time peak. Before,
/// the file was read-only and `reset` is refused.
///
/// Where the memory controller was switched off and on again, the mark is that of a file that is gone: keep it anew.
public struct ResettableFile: ~Copyable, Sendable {
  private let file: BoundFile<ByteCount, ReadReset>
  private let descriptor: Int32

  fileprivate init(_ file: BoundFile<ByteCount, ReadReset>, _ descriptor: Int32) {
    self.file = file
    self.descriptor = descriptor
  }

  deinit { file.group.calls.close(descriptor) }

  /// The most bytes since the last reset of this descriptor, or ever.
  public func read() throws(ControlGroupError) -> ByteCount {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count: Int
    do { count = try file.group.calls.readWhole(descriptor, into: &buffer, isPaged: false) } catch {
      throw file.group.failure(.read, file.file, file.controller, error)
    }
    return try file.parsed(ByteText(Array(buffer[..<count])).trimmed)
  }

  /// Starts the mark anew, at what is in use now.
  public func reset() throws(ControlGroupError) {
    let text = ByteText("reset")
    do { _ = try file.group.calls.write(descriptor, text.bytes + [Ascii.newline]) } catch {
      throw file.group.refusal(of: text, file.file, file.controller, error)
    }
  }
}

extension BoundFile where Access == ReadReset, Value == ByteCount {
  /// Opens the file for reading and resetting.
  public func keepResettable() throws(ControlGroupError) -> ResettableFile {
    let text = ByteText("reset")
    if group.hierarchy.kind == .copy { throw group.refused(file.name, text, .copy) }
    do { return ResettableFile(self, try group.calls.openReadWrite(group.directory, file.path)) } catch {
      throw group.refusal(of: text, file, controller, error)
    }
  }
}
