internal import ControlGroups
internal import Glibc
internal import ProcessIO

/// A page for node_exporter's textfile collector: written beside its place and renamed, so that a scrape sees the old
/// page or the new one.
enum Textfile {
  static func write(_ page: [UInt8], to path: ByteText) throws {
    // The collector reads *.prom: a temporary file of another ending is none of its business.
    let temporary = ByteText(path.bytes + Array(".\(getpid()).tmp".utf8))
    let descriptor = unsafe temporary.withCString {
      unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
    }
    guard descriptor >= 0 else { throw failure("cannot create", temporary) }
    do {
      try Output.write(page, to: Descriptor(descriptor))
      guard fsync(descriptor) == 0, close(descriptor) == 0 else { throw failure("cannot write", temporary) }
      let code = unsafe temporary.withCString { from in
        unsafe path.withCString { to in unsafe rename(from, to) }
      }
      guard code == 0 else { throw failure("cannot put the page in the place of", path) }
    } catch {
      _ = unsafe temporary.withCString { unsafe unlink($0) }
      throw error
    }
  }

  private static func failure(_ what: String, _ path: ByteText) -> Failure {
    let why = ErrorNumber(rawValue: errno)
    return Failure("\(what) \(path): \(why); --textfile takes a file in a directory that you may write")
  }
}

extension ByteText {
  /// The bytes with a NUL behind them.
  fileprivate func withCString<Answer>(_ body: (UnsafePointer<CChar>) throws -> Answer) rethrows -> Answer {
    let text = bytes.map { CChar(bitPattern: $0) } + [0]
    return unsafe try text.withUnsafeBufferPointer { unsafe try body($0.baseAddress.unsafelyUnwrapped) }
  }
}
