#if Service
  internal import Exposition
  internal import NIOCore
  internal import Synchronization

  /// One reading of all groups, as it is answered to everybody who asked while it was made.
  final class Reading: Sendable {
    /// The page.
    let page: ByteBuffer
    /// What it had; nil on a host that has no cgroup v2.
    let report: PageReport?
    private let smaller = Mutex<ByteBuffer?>(nil)

    init(_ page: ByteBuffer, _ report: PageReport?) {
      self.page = page
      self.report = report
    }

    /// The page by gzip: compressed once, by the first who wants it so.
    func compressed(by compressor: Compressor) async -> ByteBuffer? {
      if let there = smaller.withLock({ $0 }) { return there }
      return await compressor.compressed(self)
    }

    /// Of the compressor, which is asked one after the other.
    func compress(_ body: (ByteBuffer) -> ByteBuffer?) -> ByteBuffer? {
      if let there = smaller.withLock({ $0 }) { return there }
      let made = body(page)
      smaller.withLock { $0 = made }
      return made
    }
  }

  /// Why there is no page: one line.
  struct ReadingFailure: Error {
    let line: String
  }
#endif
