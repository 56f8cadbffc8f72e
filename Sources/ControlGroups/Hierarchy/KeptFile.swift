/// Why a kept file gave no value. Trivial, so that throwing it allocates nothing.
public enum ReadFailure: Error, Equatable, Sendable {
  /// The group was removed, or the file alone: its controller was switched off in the group above, or pressure in the
  /// group itself. ``ControlGroup/isAlive`` tells which; where it is, the file has to be kept anew once it is there again.
  case vanished
  /// The text is not what the type expects, at a byte offset.
  case malformed(at: Int)
  /// Any other answer of the kernel.
  case system(ErrorNumber)
}

/// An interface file kept open: one pread(2) a reading, into the caller's buffer, with no allocation.
///
/// A kept descriptor costs about 5.4 kB of kernel memory after its first read, charged to the reader's own group.
public struct KeptFile<Value: FileValue>: ~Copyable, Sendable {
  private let calls: any SystemCalls
  private let descriptor: Int32
  private let isPaged: Bool

  init(calls: any SystemCalls, descriptor: Int32, isPaged: Bool) {
    self.calls = calls
    self.descriptor = descriptor
    self.isPaged = isPaged
  }

  deinit { calls.close(descriptor) }

  /// Reads the text into `buffer`, which grows only where it is too small; answers the number of bytes.
  public func read(into buffer: inout [UInt8]) throws(ReadFailure) -> Int {
    do {
      // One call, where the buffer has room: nearly always.
      if !isPaged, !buffer.isEmpty {
        let count = try calls.read(descriptor, at: 0, into: &buffer, from: 0)
        if count < buffer.count { return count }
      }
      return try calls.readWhole(descriptor, into: &buffer, isPaged: isPaged)
    } catch {
      throw error == .noDevice ? .vanished : .system(error)
    }
  }

  /// Reads the value, through the caller's buffer.
  @inlinable
  public func value(through buffer: inout [UInt8]) throws(ReadFailure) -> Value {
    let count = try read(into: &buffer)
    do { return try Value(parsing: buffer.span.extracting(0..<count)) } catch {
      throw .malformed(at: error.offset)
    }
  }
}
