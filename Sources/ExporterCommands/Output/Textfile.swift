internal import ControlGroups
internal import Glibc
internal import ProcessIO

/// A page for node_exporter's textfile collector: written beside its place and renamed, so that a scrape sees the old
/// page or the new one.
enum Textfile {
  static func write(_ page: [UInt8], to path: ByteText) throws {
    let (temporary, descriptor) = try create(beside: path)
    do {
      // node_exporter is another user: the page is for all to read, whatever the umask takes away.
      guard fchmod(descriptor, 0o644) == 0 else { throw failure("cannot open to all", temporary) }
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

  /// A file that was not there: what another run left under the name that this one would take is not touched, since it
  /// may be of one in another container, which is still writing.
  private static func create(beside path: ByteText) throws -> (name: ByteText, descriptor: Int32) {
    for attempt in 0..<tries {
      // The collector reads *.prom: a temporary file of another ending is none of its business.
      let suffix = attempt == 0 ? ".\(getpid()).tmp" : ".\(getpid())-\(attempt).tmp"
      let name = ByteText(path.bytes + Array(suffix.utf8))
      let descriptor = unsafe name.withCString {
        unsafe open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o644)
      }
      if descriptor >= 0 { return (name, descriptor) }
      guard errno == EEXIST, attempt + 1 < tries else { throw failure("cannot create", name) }
    }
    throw failure("cannot create a file beside", path)
  }

  /// Names that are tried.
  private static let tries = 100

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
