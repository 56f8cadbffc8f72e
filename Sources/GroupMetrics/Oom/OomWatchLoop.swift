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
      if requests[1].isReady { read(&buffer, &groups) }
    }
    calls.close(notifier)
    notes.close()
  }

  private func read(_ buffer: inout [UInt8], _ groups: inout WatchedGroups) {
    while let count = try? hierarchy.calls.readStream(notifier, into: &buffer), count > 0 {
      for record in NotifierRecord.parse(buffer.span.extracting(0..<count)) { groups.take(record) }
      // Counts first, names after: a group that is counted may go.
      tell(&groups)
    }
  }

  private func tell(_ groups: inout WatchedGroups) {
    for (inode, var killed) in groups.takeKilled() {
      if killed.isUnnamed {
        (killed.told.row, killed.told.name) = naming(killed.told.path)
        groups.name(inode, killed.told.row, killed.told.name)
      }
      notes.tell(killed.told)
    }
    notes.state.withLock { $0.count = groups.count }
  }
}
