internal import ControlGroups

/// Ends the sleep of one thread from another.
final class TopBell: Sendable {
  private let calls: any SystemCalls
  /// A descriptor that becomes readable when it rings.
  let waker: Int32

  init(_ calls: any SystemCalls) throws(ErrorNumber) {
    self.calls = calls
    waker = try calls.openWaker()
  }

  func ring() { calls.wake(waker) }

  /// Sleeps until it rings, or until a time of the monotonic clock; nil for without end.
  func wait(until end: UInt64?) {
    var requests = [PollRequest(waker, .input)]
    let now = calls.monotonicNanoseconds
    let left = end.map { $0 > now ? $0 - now : 0 }
    guard let count = try? calls.poll(&requests, nanoseconds: left), count > 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 8)
    _ = try? calls.readStream(waker, into: &buffer)
  }
}
