public import ControlGroups
internal import Synchronization

/// Counts the system calls of another seam, and fails or interrupts those that a test names.
///
/// ```swift
/// let calls = ScriptedCalls(tree)
/// calls.fail(.read, at: 1, with: .noDevice)                 // the first read from now on
/// calls.before(.read, at: 2) { tree.remove("/web") }         // vanishes between open and read
/// let hierarchy = try Hierarchy.live(calls)
/// ```
public final class ScriptedCalls: SystemCalls {
  /// A kind of system call.
  public enum Call: Hashable, Sendable, CaseIterable {
    /// Opening the root of a hierarchy.
    case openRoot
    /// Opening a group's directory.
    case openBeneath
    /// Opening an interface file.
    case openFile
    /// Opening a file of /proc.
    case openPlain
    /// Closing.
    case close
    /// Reading.
    case read
    /// Writing.
    case write
    /// Listing a directory.
    case list
    /// Asking for a status.
    case status
    /// Waiting.
    case poll
    /// Opening a notifier.
    case openNotifier
    /// Watching.
    case watch
    /// Killing a process.
    case killProcess
    /// Making a directory.
    case makeDirectory
    /// Removing a directory.
    case removeDirectory
  }

  private struct Script {
    var counts: [Call: Int] = [:]
    var failures: [Call: [Int: ErrorNumber]] = [:]
    var actions: [Call: [Int: @Sendable () -> Void]] = [:]
  }

  let base: any SystemCalls
  private let script = Mutex(Script())

  /// Wraps a seam: a `FakeTree`, or the real one.
  public init(_ base: any SystemCalls) { self.base = base }

  /// Fails the `at`-th call of a kind, counted from now, with an errno.
  public func fail(_ call: Call, at number: Int, with error: ErrorNumber) {
    script.withLock { $0.failures[call, default: [:]][$0.counts[call, default: 0] + number] = error }
  }

  /// Runs something just before the `at`-th call of a kind, counted from now.
  public func before(_ call: Call, at number: Int, _ action: @escaping @Sendable () -> Void) {
    script.withLock { $0.actions[call, default: [:]][$0.counts[call, default: 0] + number] = action }
  }

  /// How often each kind of call was made since the last reset.
  public var counts: [Call: Int] { script.withLock { $0.counts } }

  /// All calls since the last reset.
  public var total: Int { counts.values.reduce(0, +) }

  /// Counts from 0 again; what was scripted is forgotten.
  public func reset() { script.withLock { $0 = Script() } }

  func step(_ call: Call) throws(ErrorNumber) {
    let (action, error) = script.withLock { script in
      let number = script.counts[call, default: 0] + 1
      script.counts[call] = number
      return (script.actions[call]?[number], script.failures[call]?[number])
    }
    action?()
    if let error { throw error }
  }

  public func openRoot(_ path: [UInt8]) throws(ErrorNumber) -> Int32 {
    try step(.openRoot)
    return try base.openRoot(path)
  }

  public func openBeneath(_ base: Int32, _ path: [UInt8]) throws(ErrorNumber) -> Int32 {
    try step(.openBeneath)
    return try self.base.openBeneath(base, path)
  }

  public func openInRoot(_ root: Int32, _ path: [UInt8]) throws(ErrorNumber) -> Int32 {
    try step(.openBeneath)
    return try base.openInRoot(root, path)
  }

  public func openFile(_ base: Int32, _ name: [UInt8], writing: Bool) throws(ErrorNumber) -> Int32 {
    try step(.openFile)
    return try self.base.openFile(base, name, writing: writing)
  }

  public func openPlain(_ path: [UInt8]) throws(ErrorNumber) -> Int32 {
    try step(.openPlain)
    return try base.openPlain(path)
  }

  public func close(_ descriptor: Int32) {
    try? step(.close)
    base.close(descriptor)
  }

  public func read(
    _ descriptor: Int32, at offset: Int, into buffer: inout [UInt8], from start: Int
  ) throws(ErrorNumber) -> Int {
    try step(.read)
    return try base.read(descriptor, at: offset, into: &buffer, from: start)
  }

  public func write(_ descriptor: Int32, _ bytes: [UInt8]) throws(ErrorNumber) -> Int {
    try step(.write)
    return try base.write(descriptor, bytes)
  }

  public func list(_ directory: Int32, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int {
    try step(.list)
    return try base.list(directory, into: &buffer)
  }

  public func status(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> FileStatus {
    try step(.status)
    return try self.base.status(base, name)
  }

  public func magic(_ descriptor: Int32) throws(ErrorNumber) -> UInt64 { try base.magic(descriptor) }

  public func mayWrite(_ base: Int32, _ name: [UInt8]) -> Bool { self.base.mayWrite(base, name) }

  public func makeDirectory(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) {
    try step(.makeDirectory)
    try self.base.makeDirectory(base, name)
  }

  public func removeDirectory(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) {
    try step(.removeDirectory)
    try self.base.removeDirectory(base, name)
  }

  public var user: UInt32 { base.user }
  public var process: Int32 { base.process }
  public var usableCPUs: Int? { base.usableCPUs }
}
