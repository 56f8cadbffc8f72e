internal import Synchronization

/// What the thread of an `EventWatch` and its callers share.
final class WatchState: Sendable {
  /// In what a watch concerns a subscription.
  enum Role: Equatable, Sendable {
    /// The file or directory itself.
    case subject
    /// The group above it.
    case parent
  }

  struct Entry: Sendable {
    let subscription: Subscription
    let role: Role
  }

  struct Shared {
    var notifier: Int32 = -1
    var waker: Int32 = -1
    var isRunning = false
    var isEnded = false
    var entries: [Int32: [Entry]] = [:]
    var triggers: [Int32: Subscription] = [:]
    /// Ended ones, kept until the thread no longer waits on their descriptors.
    var dropped: [Subscription] = []
  }

  let calls: any SystemCalls
  let shared = Mutex(Shared())

  init(_ calls: any SystemCalls) { self.calls = calls }

  var count: Int {
    shared.withLock { shared in
      Set(shared.entries.values.joined().map { ObjectIdentifier($0.subscription) }).count + shared.triggers.count
    }
  }

  func add(_ subscription: Subscription) throws(ErrorNumber) {
    try shared.withLock { shared throws(ErrorNumber) in
      try start(&shared)
      switch subscription.source {
      case .trigger(let descriptor, _): shared.triggers[descriptor] = subscription
      case .group(let group, let parent, let name, let events):
        // The same file gives the same watch, so masks are added, and a watch may serve several.
        let watch = try group.watch(name, events, by: shared.notifier)
        shared.entries[watch, default: []].append(Entry(subscription: subscription, role: .subject))
        guard let parent else { break }
        do throws(ErrorNumber) {
          let above = try parent.watch([Ascii.dot, 0], .deleted, by: shared.notifier)
          shared.entries[above, default: []].append(Entry(subscription: subscription, role: .parent))
        } catch {
          drop(subscription, &shared)
          throw error
        }
      }
      calls.wake(shared.waker)
    }
  }

  func remove(_ subscription: Subscription) {
    shared.withLock { shared in
      drop(subscription, &shared)
      if shared.isRunning { calls.wake(shared.waker) }
    }
  }

  private func drop(_ subscription: Subscription, _ shared: inout Shared) {
    if case .trigger(let descriptor, _) = subscription.source,
      let found = shared.triggers.removeValue(forKey: descriptor)
    {
      shared.dropped.append(found)
    }
    for (watch, entries) in shared.entries {
      let rest = entries.filter { $0.subscription !== subscription }
      if rest.count == entries.count { continue }
      shared.entries[watch] = rest.isEmpty ? nil : rest
      if rest.isEmpty { calls.unwatch(shared.notifier, watch) }
    }
  }

  func end() {
    shared.withLock { shared in
      shared.isEnded = true
      if shared.isRunning { calls.wake(shared.waker) }
    }
  }

  private func start(_ shared: inout Shared) throws(ErrorNumber) {
    if shared.isRunning { return }
    let notifier = try calls.openNotifier()
    do { shared.waker = try calls.openWaker() } catch {
      calls.close(notifier)
      throw error
    }
    shared.notifier = notifier
    shared.isRunning = true
    let loop = WatchLoop(state: self, notifier: shared.notifier, waker: shared.waker)
    do { try startThread { loop.run() } } catch {
      calls.close(shared.notifier)
      calls.close(shared.waker)
      shared.isRunning = false
      throw error
    }
  }
}
