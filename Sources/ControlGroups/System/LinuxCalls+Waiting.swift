#if os(Linux)
  internal import CLinux

  // Waiting, notices and signals.
  extension LinuxCalls {
    public func openReadWrite(_ base: Int32, _ name: [UInt8]) throws(ErrorNumber) -> Int32 {
      try check(unsafe text(name) { unsafe weir_open_read_write(base, $0) })
    }

    public func poll(_ requests: inout [PollRequest], nanoseconds: UInt64?) throws(ErrorNumber) -> Int {
      var set = requests.map { request in
        weir_poll(
          fd: request.descriptor, events: Int16(request.event == .input ? WEIR_POLLIN : WEIR_POLLPRI),
          revents: 0)
      }
      let wait = nanoseconds.map { Int64(clamping: $0) } ?? -1
      let ready = unsafe set.withUnsafeMutableBufferPointer { unsafe weir_poll($0.baseAddress, $0.count, wait) }
      let count = try check(ready)
      let dead = Int16(WEIR_POLLERR | WEIR_POLLHUP | WEIR_POLLNVAL)
      for index in set.indices {
        requests[index].isReady = set[index].revents & set[index].events != 0
        requests[index].hasError = set[index].revents & dead != 0
      }
      return Int(count)
    }

    public func openNotifier() throws(ErrorNumber) -> Int32 { try check(weir_notifier()) }

    public func watch(
      _ notifier: Int32, _ base: Int32, _ name: [UInt8], _ events: NotifierEvents
    ) throws(ErrorNumber) -> Int32 {
      try check(unsafe text(name) { unsafe weir_notifier_watch(notifier, base, $0, events.rawValue) })
    }

    public func unwatch(_ notifier: Int32, _ watch: Int32) { weir_notifier_unwatch(notifier, watch) }

    public func openWaker() throws(ErrorNumber) -> Int32 { try check(weir_waker()) }

    public func wake(_ waker: Int32) { weir_wake(waker) }

    public func readStream(_ descriptor: Int32, into buffer: inout [UInt8]) throws(ErrorNumber) -> Int {
      try check(unsafe buffer.withUnsafeMutableBytes { unsafe weir_read(descriptor, $0.baseAddress, $0.count) })
    }

    public func killProcess(_ process: Int32) throws(ErrorNumber) {
      // 0 and below would mean whole process groups.
      guard process > 1 else { throw .noProcess }
      _ = try check(weir_kill(process, 9))
    }

    public func maySignal(_ process: Int32) -> Bool {
      process > 0 && weir_kill(process, 0) != -ErrorNumber.notPermitted.rawValue
    }

    public var hasResourceCapability: Bool { weir_has_resource_capability() == 1 }
    public var monotonicNanoseconds: UInt64 { weir_monotonic_nanoseconds() }
    public var bootNanoseconds: UInt64 { weir_boot_nanoseconds() }
    public var wallNanoseconds: UInt64 { weir_wall_nanoseconds() }
  }
#endif
