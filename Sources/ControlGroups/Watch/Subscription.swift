internal import Synchronization

/// One sequence that somebody listens to.
final class Subscription: Sendable {
  /// What is waited for.
  enum Source: Sendable {
    /// inotify on a file of a group's directory, or on the directory itself for `.`; and on the group above, since
    /// kernels up to about 7.0 tell of a group's end there alone (seen on 6.12: no IN_DELETE_SELF).
    case group(ControlGroup, parent: ControlGroup?, name: [UInt8], NotifierEvents)
    /// A descriptor with a pressure trigger; closed with the subscription.
    case trigger(Int32, calls: any SystemCalls)
  }

  /// What happened.
  enum Notice: Equatable, Sendable {
    /// Look again.
    case changed
    /// A group below came or went.
    case child(ByteText, isBorn: Bool)
    /// Nothing will happen any more.
    case ended
  }

  let source: Source
  /// Called by one thread at a time, so that values come in order.
  private let handler: Mutex<@Sendable (Notice) -> Void>

  init(_ source: Source, _ handler: @escaping @Sendable (Notice) -> Void) {
    self.source = source
    self.handler = Mutex(handler)
  }

  func deliver(_ notice: Notice) { handler.withLock { $0(notice) } }

  deinit {
    if case .trigger(let descriptor, let calls) = source { calls.close(descriptor) }
  }
}
