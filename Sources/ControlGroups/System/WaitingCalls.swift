/// What poll(2) is asked of one descriptor, and its answer.
public struct PollRequest: Equatable, Sendable {
  /// What is waited for.
  public enum Event: Equatable, Sendable {
    /// An interface file's notice: POLLPRI.
    case notice
    /// Something to read: POLLIN.
    case input
  }

  /// The descriptor.
  public let descriptor: Int32
  /// What for.
  public let event: Event
  /// Whether it came.
  public var isReady = false
  /// POLLERR: of a trigger, that its group was removed; an interface file's notice always comes with it.
  public var hasError = false

  /// Asks for one thing of one descriptor.
  public init(_ descriptor: Int32, _ event: Event) {
    self.descriptor = descriptor
    self.event = event
  }
}

/// What inotify(7) is asked of a file or directory; and in its answers, what happened.
public struct NotifierEvents: OptionSet, Hashable, Sendable {
  /// As inotify has it.
  public let rawValue: UInt32
  /// Wraps inotify's mask.
  public init(rawValue: UInt32) { self.rawValue = rawValue }
  /// IN_MODIFY: the kernel notified of a change.
  public static let modified = NotifierEvents(rawValue: 0x2)
  /// IN_CREATE: something was made in the directory.
  public static let created = NotifierEvents(rawValue: 0x100)
  /// IN_DELETE: something in the directory was removed.
  public static let deleted = NotifierEvents(rawValue: 0x200)
  /// IN_DELETE_SELF.
  public static let deletedSelf = NotifierEvents(rawValue: 0x400)
  /// IN_Q_OVERFLOW: events were lost.
  public static let overflow = NotifierEvents(rawValue: 0x4000)
  /// IN_IGNORED: the watch is over.
  public static let ignored = NotifierEvents(rawValue: 0x8000)
  /// IN_ISDIR: it was a directory.
  public static let directory = NotifierEvents(rawValue: 0x4000_0000)
}

/// The system calls that wait, and the few that act on processes.
public protocol WaitingCalls: AnyObject, Sendable {
  /// Opens a file in the directory `base` for reading and writing, O_NONBLOCK: for marks and triggers that belong to a
  /// descriptor. Never creates it.
  func openReadWrite(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> Int32
  /// poll(2): fills in the answers, and says how many are ready; 0 when the time is over. Nil waits without end.
  func poll(_ requests: inout [PollRequest], nanoseconds: UInt64?) throws(ErrorNumber) -> Int
  /// inotify_init1(2), O_NONBLOCK.
  func openNotifier() throws(ErrorNumber) -> Int32
  /// inotify_add_watch(2) of a file in the directory `base`, or of the directory itself for `.`; answers the watch.
  func watch(_ notifier: Int32, _ base: Int32, _ name: [UInt8], _ events: NotifierEvents) throws(ErrorNumber) -> Int32
  /// inotify_rm_watch(2).
  func unwatch(_ notifier: Int32, _ watch: Int32)
  /// eventfd(2): a descriptor that `wake` makes readable.
  func openWaker() throws(ErrorNumber) -> Int32
  /// Makes a waker readable.
  func wake(_ waker: Int32)
  /// read(2) of a notifier or a waker; EAGAIN where nothing is there.
  func readStream(_ descriptor: Int32, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int
  /// kill(2) with SIGKILL.
  func killProcess(_ process: Int32) throws(ErrorNumber)
  /// Whether the effective user may send a process signals, kill(2) of signal 0; also true of one that is gone.
  func maySignal(_ process: Int32) -> Bool
  /// Whether this process has CAP_SYS_RESOURCE: pressure triggers of any window.
  var hasResourceCapability: Bool { get }
  /// The clock that never jumps, in nanoseconds.
  var monotonicNanoseconds: UInt64 { get }
  /// The same, which also counts while the machine sleeps.
  var bootNanoseconds: UInt64 { get }
  /// The wall clock: nanoseconds since 1970.
  var wallNanoseconds: UInt64 { get }
}
