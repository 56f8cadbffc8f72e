internal import ControlGroups
internal import Synchronization

/// The thread of an `OomWatch`.
struct OomWatchLoop: Sendable {
  private let hierarchy: Hierarchy
  private let notes: OomNotes
  private let notifier: Int32
  private let waker: Int32
  private let most: Int
  private let naming: OomWatch.Naming

  init(
    _ hierarchy: Hierarchy, _ notes: OomNotes, notifier: Int32, waker: Int32, most: Int,
    naming: @escaping OomWatch.Naming
  ) {
    self.hierarchy = hierarchy
    self.notes = notes
    self.notifier = notifier
    self.waker = waker
    self.most = most
    self.naming = naming
  }

  func run() {
    let calls = hierarchy.calls
    var groups = WatchedGroups(hierarchy, notifier, most: most)
    groups.walk()
    tell(&groups)
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !notes.state.withLock({ $0.isEnded }) {
      var requests = [PollRequest(waker, .input), PollRequest(notifier, .input)]
      do { _ = try calls.poll(&requests, nanoseconds: nil) } catch {
        if error == .interrupted { continue }
        break
      }
      if requests[0].isReady { _ = try? calls.readStream(waker, into: &buffer) }
      if requests[1].isReady, !read(&buffer, &groups) { rest() }
    }
    calls.close(notifier)
    notes.close()
  }

  /// - Returns: whether groups came or went, or were killed.
  private func read(_ buffer: inout [UInt8], _ groups: inout WatchedGroups) -> Bool {
    guard let count = try? hierarchy.calls.readStream(notifier, into: &buffer), count > 0 else { return false }
    let isNews = groups.take(NotifierRecord.parse(buffer.span.extracting(0..<count)))
    groups.retry()
    // Counts first, names after: a group that is counted may go.
    return tell(&groups) || isNews
  }

  /// The notices of a group at its limit come a hundred times a second, and only the last may be of a kill. A group whose
  /// first process is killed is gone 30 ms after at the earliest.
  private static let rest: UInt64 = 25_000_000

  /// Lets notices gather; the end is not waited for.
  private func rest() {
    var requests = [PollRequest(waker, .input)]
    _ = try? hierarchy.calls.poll(&requests, nanoseconds: Self.rest)
  }

  /// - Returns: whether there was something to tell.
  @discardableResult
  private func tell(_ groups: inout WatchedGroups) -> Bool {
    let all = groups.takeKilled()
    // Names take a while, and an engine forgets: who was killed for certain comes first.
    for (inode, var killed) in all.filter(\.value.isCertain) + all.filter({ !$0.value.isCertain }) {
      guard killed.isCertain || notes.hasRoom else { break }
      if killed.isUnnamed {
        (killed.told.row, killed.told.name) = naming(killed.told.path)
        groups.name(inode, killed.told.row, killed.told.name)
      }
      notes.tell(killed.told)
    }
    notes.state.withLock { $0.count = groups.count }
    return !all.isEmpty
  }
}
