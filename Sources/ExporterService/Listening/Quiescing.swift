#if Service
  internal import NIOCore
  internal import NIOExtras
  internal import Synchronization

  /// The end of a listener: no new connection, idle ones are closed, and answers that are under way are given.
  ///
  /// NIO's helper asks its loop for something even when it goes, and a loop that has ended complains of that on standard
  /// error. The lifecycle keeps a listener in its tasks' results for a moment after they are over, which may be longer
  /// than the loop lives: so the helper goes with what was listened on, and not with the last who knows the listener.
  final class Quiescing: Sendable {
    private let group: any EventLoopGroup
    private let helper = Mutex<ServerQuiescingHelper?>(nil)

    init(on group: any EventLoopGroup) { self.group = group }

    /// What a channel that listens needs in its pipeline. Of several that are tried the last is the one that counts.
    func handler(for channel: any Channel) -> any ChannelHandler {
      let new = ServerQuiescingHelper(group: group)
      let old = helper.withLock { helper in
        defer { helper = new }
        return helper
      }
      // Outside of the lock: it does more than give memory back.
      withExtendedLifetime(old) {}
      return new.makeServerChannelHandler(channel: channel)
    }

    /// Begins to end.
    func begin() { helper.withLock { $0 }?.initiateShutdown(promise: nil) }

    /// All is closed; the loop is still there.
    func end() {
      let old = helper.withLock { $0.take() }
      withExtendedLifetime(old) {}
    }

    /// Whether nothing of it knows the loop any more: for tests.
    var isOver: Bool { helper.withLock { $0 == nil } }
  }
#endif
