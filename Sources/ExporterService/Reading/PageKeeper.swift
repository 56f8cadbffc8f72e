#if Service
  internal import ControlGroups
  package import Exposition
  internal import GroupMetrics
  internal import NIOCore

  /// Owns the page, which is of one thread, and that thread.
  actor PageKeeper {
    private let thread = ReadingThread("weir.reading")
    private let source: PageSource
    private let own: OwnFigures
    private var page: Page?

    nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

    init(_ source: @escaping PageSource, _ own: OwnFigures) {
      self.source = source
      self.own = own
    }

    /// Reads all groups once.
    ///
    /// - Parameters:
    ///   - deadline: asked when it begins: by when, on the monotonic clock; nil for as long as it takes.
    ///   - only: the collectors that are asked for; nil for all.
    func read(by deadline: @Sendable () -> UInt64?, only: Set<Collector>?) -> Result<Reading, ReadingFailure> {
      let deadline = deadline()
      do {
        own.countReading()
        // A host of version 1 may have version 2 later: it is looked for each time.
        if page == nil { page = try source() }
        var groups = try page?.scrape(by: deadline, only: only) ?? Page.without(version: .one)
        // Another may be there already, in the place of what was removed: else the page says that it is gone.
        if page?.isGone == true, let anew = try? source() {
          page = anew
          groups = try anew.scrape(by: deadline, only: only)
        }
        let tail = own.text()
        var bytes = ByteBufferAllocator().buffer(capacity: groups.count + tail.count)
        bytes.writeBytes(groups)
        bytes.writeBytes(tail)
        return .success(Reading(bytes, page?.report))
      } catch {
        return .failure(ReadingFailure(line: "\(error)"))
      }
    }

    /// Whether the root that the last reading found gone is there again, or another in its place: a look, and no reading.
    func isBack() -> Bool {
      if page?.hasRoot == true { return true }
      guard let anew = try? source(), anew.hasRoot else { return false }
      page = anew
      return true
    }
  }

  /// Makes the page when it is first needed; nil where the host has no cgroup v2 hierarchy.
  package typealias PageSource = @Sendable () throws -> Page?
#endif
