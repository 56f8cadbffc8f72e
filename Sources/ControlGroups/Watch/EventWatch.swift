internal import Synchronization

/// Notices of the kernel as asynchronous sequences: changes of events files, pressure triggers, births and deaths.
///
/// One thread and one inotify instance serve all; it starts with the first subscription and ends with the watch. Ending a
/// sequence (its task is cancelled, its iterator goes) closes what it held open.
///
/// ```swift
/// let watch = EventWatch()
/// for try await events in try watch.changes(of: group.memory.events) where events.oomKill != nil { … }
/// ```
public final class EventWatch: Sendable {
  private let state: WatchState

  /// A watch over a seam; `shared` serves most uses.
  public init(_ calls: any SystemCalls) { state = WatchState(calls) }

  deinit { state.end() }

  #if os(Linux)
    /// One for the whole process.
    public static let shared = EventWatch(LinuxCalls.shared)

    /// A watch of its own.
    public convenience init() { self.init(LinuxCalls.shared) }
  #endif

  /// The value of a file, at once and then after each notice, until the group is gone. Values that are equal are given
  /// once: the kernel bundles its notices, so compare figures and never count values.
  ///
  /// For cgroup.events, memory.events, pids.events and the other files that say "Notifies".
  ///
  /// - Throws: where the file cannot be read or watched; the sequence itself throws for a file that turns unreadable.
  public func changes<Value, Access>(
    of file: BoundFile<Value, Access>
  ) throws(ControlGroupError) -> AsyncThrowingStream<Value, any Error> {
    let first = try file.read()
    let (stream, continuation) = AsyncThrowingStream<Value, any Error>.makeStream(
      bufferingPolicy: .bufferingNewest(1))
    let last = Mutex(first)
    let subscription = Subscription(
      .group(file.group, parent: try file.group.parentToWatch(), name: file.file.path, [.modified, .deletedSelf])
    ) { notice in
      switch notice {
      case .ended: return continuation.finish()
      case .child: return
      case .changed: break
      }
      do throws(ControlGroupError) {
        let value = try file.read()
        let isNew = last.withLock { last in
          defer { last = value }
          return last != value
        }
        if isNew { continuation.yield(value) }
      } catch {
        if error.absence == .vanished { continuation.finish() } else { continuation.finish(throwing: error) }
      }
    }
    continuation.yield(first)
    try add(subscription, continuation, file.group, file.file.name)
    // What changed between the reading and the watching gave no notice.
    subscription.deliver(.changed)
    return stream
  }

  /// Groups that come and go directly below a group, until it is gone itself.
  ///
  /// - Throws: where the group cannot be watched. `.lost` is given where the kernel dropped notices: list the children
  ///   anew.
  public func children(
    of group: ControlGroup
  ) throws(ControlGroupError) -> AsyncStream<ChildEvent> {
    let (stream, continuation) = AsyncStream<ChildEvent>.makeStream()
    let subscription = Subscription(
      .group(
        group, parent: try group.parentToWatch(), name: [Ascii.dot, 0], [.created, .deleted, .deletedSelf])
    ) { notice in
      switch notice {
      case .child(let name, let isBorn): continuation.yield(isBorn ? .born(name) : .died(name))
      case .changed: continuation.yield(.lost)
      case .ended: continuation.finish()
      }
    }
    try add(subscription, continuation, group, nil)
    return stream
  }

  /// Each time that tasks of the group stalled longer than the trigger says, until the group is gone.
  ///
  /// The kernel tells once a window at most. The trigger lives as long as the sequence.
  ///
  /// - Throws: `.refused` with `.triggerWindow` where the user lacks CAP_SYS_RESOURCE and the window is no multiple of
  ///   2 s, and for what the kernel refuses; `.absent` where there is no pressure-stall information.
  public func pressure(
    _ trigger: PressureTrigger, on file: BoundFile<Pressure, ReadTrigger>
  ) throws(ControlGroupError) -> AsyncStream<PressureStall> {
    let descriptor = try file.arm(trigger)
    let (stream, continuation) = AsyncStream<PressureStall>.makeStream(bufferingPolicy: .bufferingNewest(16))
    let calls = file.group.calls
    let subscription = Subscription(.trigger(descriptor, calls: calls)) { notice in
      if case .ended = notice { return continuation.finish() }
      continuation.yield(PressureStall(at: calls.monotonicNanoseconds))
    }
    try add(subscription, continuation, file.group, file.file.name)
    return stream
  }

  private func add<Element>(
    _ subscription: Subscription, _ continuation: AsyncThrowingStream<Element, any Error>.Continuation,
    _ group: ControlGroup, _ file: String
  ) throws(ControlGroupError) {
    // A sequence keeps its watch alive.
    continuation.onTermination = { _ in self.state.remove(subscription) }
    do { try state.add(subscription) } catch {
      continuation.finish()
      throw Self.failure(group, file, error)
    }
  }

  private func add<Element>(
    _ subscription: Subscription, _ continuation: AsyncStream<Element>.Continuation, _ group: ControlGroup,
    _ file: String?
  ) throws(ControlGroupError) {
    // A sequence keeps its watch alive.
    continuation.onTermination = { _ in self.state.remove(subscription) }
    do { try state.add(subscription) } catch {
      continuation.finish()
      throw Self.failure(group, file, error)
    }
  }

  /// ENOSPC of inotify_add_watch is the user's limit on watches, not a full disk.
  private static func failure(_ group: ControlGroup, _ file: String?, _ error: ErrorNumber) -> ControlGroupError {
    switch error {
    case .noEntry, .noDevice: .vanished(group.path)
    case .noSpace, .tooManyFiles: group.refusal(file, "", error, .tooManyWatches)
    default: .system(doing: .open, file: file, group: group.path, error)
    }
  }

  /// How many sequences are alive, and so hold watches: a test of leaks.
  package var subscriptions: Int { state.count }
}

/// A group that came or went below a watched one.
public enum ChildEvent: Equatable, Sendable {
  /// Made.
  case born(ByteText)
  /// Removed.
  case died(ByteText)
  /// Notices were lost: list the children anew.
  case lost
}

/// One notice of a pressure trigger.
public struct PressureStall: Equatable, Sendable {
  /// When it was received, on the clock that never jumps, in nanoseconds.
  public let at: UInt64
}

extension ControlGroup {
  /// The group above, whose notice tells that this one is gone; nil for the root that is visible here.
  fileprivate func parentToWatch() throws(ControlGroupError) -> ControlGroup? {
    do { return try parent() } catch {
      if case .noGroup = error { throw .vanished(path) }
      throw error
    }
  }
}
