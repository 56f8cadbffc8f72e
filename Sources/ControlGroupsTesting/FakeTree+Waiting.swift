public import ControlGroups
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

// Waiting in the fake: its clock moves by what was waited, unless something came.
extension FakeTree {
  public func openReadWrite(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> Int32 {
    try openFile(base, name, writing: true)
  }

  /// An interface file is ready when its text was set since the descriptor last read it, or its group is gone.
  /// With an end to the waiting the fake's clock jumps there at once; without one the thread really waits.
  public func poll(_ requests: inout [PollRequest], nanoseconds: UInt64?) throws(ErrorNumber) -> Int {
    while true {
      let ready = state.withLock { $0.answer(&requests) }
      if ready > 0 { return ready }
      if let nanoseconds {
        advanceClock(nanoseconds: nanoseconds)
        return state.withLock { $0.answer(&requests) }
      }
      usleep(500)
    }
  }

  public func openNotifier() throws(ErrorNumber) -> Int32 {
    state.withLock { $0.add(.notifier(FakeNotifier())) }
  }

  public func watch(
    _ notifier: Int32, _ base: Int32, _ name: [UInt8], _ events: NotifierEvents
  ) throws(ErrorNumber) -> Int32 {
    try state.withLock { state throws(ErrorNumber) in
      guard case .notifier(let notifier) = state.open[notifier] else { throw .badDescriptor }
      let node = try state.directory(base)
      let name = Array(name.dropLast())
      if node.isDead { throw .noEntry }
      let isDirectory = name.elementsEqual(".".utf8)
      guard isDirectory || node.files[name] != nil else { throw .noEntry }
      let file = isDirectory ? nil : node.files[name]
      // The same file gives the same watch.
      if let watch = notifier.watches.first(where: { $0.value.node === node && $0.value.file === file }) {
        return watch.key
      }
      notifier.last += 1
      notifier.watches[notifier.last] = FakeNotifier.Watch(node: node, file: file)
      if !state.notifiers.contains(where: { $0 === notifier }) { state.notifiers.append(notifier) }
      return notifier.last
    }
  }

  public func unwatch(_ notifier: Int32, _ watch: Int32) {
    state.withLock { state in
      guard case .notifier(let notifier) = state.open[notifier] else { return }
      if notifier.watches.removeValue(forKey: watch) != nil { notifier.say(watch, .ignored, []) }
    }
  }

  public func openWaker() throws(ErrorNumber) -> Int32 {
    state.withLock { $0.add(.file(FakeFile([]))) }
  }

  public func wake(_ waker: Int32) {
    state.withLock { state in
      if case .file(let file) = state.open[waker] { file.text = [1] }
    }
  }

  public func readStream(_ descriptor: Int32, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int {
    let bytes: [UInt8] = try state.withLock { state throws(ErrorNumber) in
      switch state.open[descriptor] {
      case .notifier(let notifier):
        defer { notifier.queue = [] }
        return notifier.queue
      case .file(let file):
        defer { file.text = [] }
        return file.text
      case .directory, nil: throw .badDescriptor
      }
    }
    if bytes.isEmpty { throw .tryAgain }
    for (index, byte) in bytes.enumerated() where index < buffer.count { buffer[index] = byte }
    return min(bytes.count, buffer.count)
  }

  public func killProcess(_ process: Int32) throws(ErrorNumber) {
    state.withLock { $0.killed.append(process) }
  }

  /// By the `Uid:` line of the process's plain file `/proc/PID/status`; without one it is gone.
  public func maySignal(_ process: Int32) -> Bool {
    state.withLock { state in
      guard state.user != 0, let file = state.plain[Array("/proc/\(process)/status".utf8)] else { return true }
      return String(decoding: file.text, as: UTF8.self).contains("Uid:\t\(state.user)\t")
    }
  }

  /// The processes that were killed one by one, in order.
  public var killed: [Int32] { state.withLock { $0.killed } }

  public var hasResourceCapability: Bool { state.withLock { $0.hasResourceCapability } }

  /// Whether this process passes for one with CAP_SYS_RESOURCE; it does until told otherwise.
  public func setResourceCapability(_ has: Bool) { state.withLock { $0.hasResourceCapability = has } }

  public var monotonicNanoseconds: UInt64 { state.withLock { $0.now } }
  public var bootNanoseconds: UInt64 { state.withLock { $0.now + $0.slept } }
  /// Begins at 2026-01-01.
  public var wallNanoseconds: UInt64 { state.withLock { 1_767_225_600_000_000_000 + $0.now + $0.slept } }
}

extension FakeState {
  /// Fills in what is ready; how many are.
  fileprivate func answer(_ requests: inout [PollRequest]) -> Int {
    var count = 0
    for index in requests.indices {
      var isReady = false
      switch open[requests[index].descriptor] {
      case .notifier(let notifier): isReady = !notifier.queue.isEmpty
      case .file(let file):
        isReady =
          requests[index].event == .input
          ? !file.text.isEmpty : file.isDead || file.changes != seen[requests[index].descriptor, default: 0]
        requests[index].hasError = file.isDead
      case .directory, nil: requests[index].hasError = true
      }
      requests[index].isReady = isReady
      if isReady { count += 1 }
    }
    return count
  }
}
