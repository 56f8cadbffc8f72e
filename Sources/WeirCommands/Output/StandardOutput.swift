internal import ControlGroups
internal import Glibc
internal import Synchronization

/// Standard output as bytes, buffered and written in large pieces.
///
/// Names are bytes that need not be UTF-8 and lines are many: `print` would decode and lock for each.
package final class StandardOutput: Sendable {
  package static let shared = StandardOutput()

  private let pending = Mutex<[UInt8]>([])
  private let flushAt = 1 << 16

  package func write(_ more: [UInt8]) { write(bytes: more) }

  package func write(_ text: String) { write(bytes: text.utf8) }

  private func write(bytes more: some Collection<UInt8>) {
    let isFull = pending.withLock { pending in
      pending.append(contentsOf: more)
      return pending.count >= flushAt
    }
    if isFull { flush() }
  }

  package func flush() {
    let bytes = pending.withLock { pending in
      defer { pending.removeAll(keepingCapacity: true) }
      return pending
    }
    Self.write(bytes, to: 1)
  }

  /// Writes all of it. A reader that went away (`weir tree | head`) ends the program quietly; a full disk does not.
  static func write(_ bytes: [UInt8], to descriptor: Int32) {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { raw in
        unsafe Glibc.write(descriptor, raw.baseAddress.unsafelyUnwrapped + start, raw.count - start)
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        if descriptor == 1, errno != EPIPE {
          Complaint.say("cannot write to standard output: \(ErrorNumber(rawValue: errno))")
        }
        if descriptor == 1 { Exit.now(.failed) }
        return
      }
    }
  }
}
