internal import Synchronization

/// The thread of an `EventWatch`: waits for all that is subscribed, and tells each.
struct WatchLoop: Sendable {
  let state: WatchState
  let notifier: Int32
  let waker: Int32
  private var calls: any SystemCalls { state.calls }

  init(state: WatchState, notifier: Int32, waker: Int32) {
    self.state = state
    self.notifier = notifier
    self.waker = waker
  }

  func run() {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      // Descriptors of ended subscriptions are closed here, where nothing waits on them.
      let (triggers, isEnded) = state.shared.withLock { shared in
        shared.dropped = []
        return (shared.triggers, shared.isEnded)
      }
      if isEnded { break }
      var requests = [PollRequest(waker, .input), PollRequest(notifier, .input)]
      requests += triggers.keys.map { PollRequest($0, .notice) }
      do { _ = try calls.poll(&requests, nanoseconds: nil) } catch {
        if error != .interrupted { return fail() }
        continue
      }
      if requests[0].isReady { _ = try? calls.readStream(waker, into: &buffer) }
      if requests[1].isReady { readNotifier(&buffer) }
      for request in requests.dropFirst(2) where request.isReady || request.hasError {
        guard let trigger = triggers[request.descriptor] else { continue }
        trigger.deliver(request.hasError ? .ended : .changed)
      }
    }
    close()
  }

  private func close() {
    let all = state.shared.withLock { shared in
      let all = shared.entries.values.joined().map(\.subscription) + shared.triggers.values
      shared = WatchState.Shared()
      return all
    }
    calls.close(notifier)
    calls.close(waker)
    for subscription in all { subscription.deliver(.ended) }
  }

  /// poll(2) itself fails only for want of memory: all sequences end, and the next subscription starts anew.
  private func fail() { close() }

  private func readNotifier(_ buffer: inout [UInt8]) {
    while let count = try? calls.readStream(notifier, into: &buffer), count > 0 {
      for record in NotifierRecord.parse(buffer.span.extracting(0..<count)) { tell(record) }
    }
  }

  private func tell(_ record: NotifierRecord) {
    let entries = state.shared.withLock { shared in
      // Lost notices concern everybody.
      record.events.contains(.overflow) ? Array(shared.entries.values.joined()) : shared.entries[record.watch] ?? []
    }
    for entry in entries {
      if let notice = Self.notice(record, entry) { entry.subscription.deliver(notice) }
    }
    if record.events.contains(.ignored) {
      state.shared.withLock { _ = $0.entries.removeValue(forKey: record.watch) }
    }
  }

  private static func notice(_ record: NotifierRecord, _ entry: WatchState.Entry) -> Subscription.Notice? {
    guard case .group(let group, _, _, _) = entry.subscription.source else { return nil }
    if record.events.contains(.overflow) { return group.isAlive ? .changed : .ended }
    switch entry.role {
    case .parent:
      // The name may be that of a group made anew: the inode tells.
      return record.events.contains(.deleted) && record.name == group.path.name && !group.isAlive ? .ended : nil
    case .subject:
      if !record.events.isDisjoint(with: [.deletedSelf, .ignored]) { return .ended }
      if record.events.contains(.modified) { return .changed }
      guard record.events.contains(.directory) else { return nil }
      if record.events.contains(.created) { return .child(record.name, isBorn: true) }
      if record.events.contains(.deleted) { return .child(record.name, isBorn: false) }
      return nil
    }
  }
}
