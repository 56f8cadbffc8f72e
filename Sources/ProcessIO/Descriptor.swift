package import ControlGroups
internal import Glibc

/// A file descriptor of the process's own.
package struct Descriptor: Hashable, Sendable {
  private let number: Int32

  package init(_ number: Int32) { self.number = number }

  package static let output = Descriptor(1)
  package static let errors = Descriptor(2)

  /// Writes all of it: in as many pieces as it takes, and past signals.
  package func write(_ bytes: [UInt8]) throws(ErrorNumber) {
    var start = 0
    while start < bytes.count {
      let written = unsafe bytes.withUnsafeBytes { raw in
        unsafe Glibc.write(number, raw.baseAddress.unsafelyUnwrapped + start, raw.count - start)
      }
      if written >= 0 {
        start += written
      } else if errno != EINTR {
        throw ErrorNumber(rawValue: errno)
      }
    }
  }
}

extension ErrorNumber {
  /// EPIPE: nobody reads any more.
  package static let brokenPipe = ErrorNumber(rawValue: EPIPE)
}
