public import ControlGroups

extension ScriptedCalls {
  public func openReadWrite(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> Int32 {
    try step(.openFile)
    return try self.base.openReadWrite(base, name)
  }

  public func poll(_ requests: inout [PollRequest], nanoseconds: UInt64?) throws(ErrorNumber) -> Int {
    try step(.poll)
    return try base.poll(&requests, nanoseconds: nanoseconds)
  }

  public func openNotifier() throws(ErrorNumber) -> Int32 {
    try step(.openNotifier)
    return try base.openNotifier()
  }

  public func watch(
    _ notifier: Int32, _ base: Int32, _ name: [UInt8], _ events: NotifierEvents
  ) throws(ErrorNumber) -> Int32 {
    try step(.watch)
    return try self.base.watch(notifier, base, name, events)
  }

  public func unwatch(_ notifier: Int32, _ watch: Int32) { base.unwatch(notifier, watch) }

  public func openWaker() throws(ErrorNumber) -> Int32 { try base.openWaker() }

  public func wake(_ waker: Int32) { base.wake(waker) }

  public func readStream(_ descriptor: Int32, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int {
    try base.readStream(descriptor, into: &buffer)
  }

  public func killProcess(_ process: Int32) throws(ErrorNumber) {
    try step(.killProcess)
    try base.killProcess(process)
  }

  public func maySignal(_ process: Int32) -> Bool { base.maySignal(process) }

  public var hasResourceCapability: Bool { base.hasResourceCapability }
  public var monotonicNanoseconds: UInt64 { base.monotonicNanoseconds }
  public var bootNanoseconds: UInt64 { base.bootNanoseconds }
  public var wallNanoseconds: UInt64 { base.wallNanoseconds }
}
