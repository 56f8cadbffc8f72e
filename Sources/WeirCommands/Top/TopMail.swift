internal import ControlGroups
internal import Synchronization
internal import TerminalUI

/// What other threads hand to the one that draws: the newest moment and answers. Nobody ever waits here, but for a
/// moment before the first frame.
final class TopMail: Sendable {
  /// All that came since it was last taken.
  struct Content: Sendable {
    var moment: Moment?
    var answers: [ScreenAnswer] = []
    /// What was kept of the last session.
    var settings: Settings?
    /// Which groups are shown.
    var scope: TopScope?
    /// Why no more moments come.
    var failure: Complaint?
  }

  /// A descriptor that becomes readable when something came.
  let waker: Int32
  private let calls: any SystemCalls
  private let content = Mutex(Content())

  init(_ calls: any SystemCalls) throws(ErrorNumber) {
    self.calls = calls
    waker = try calls.openWaker()
  }

  /// A moment that nobody took yet is replaced: it was not worth a frame.
  func post(_ moment: Moment) { put { $0.moment = moment } }

  func post(_ answer: ScreenAnswer) { put { $0.answers.append(answer) } }

  func post(settings: Settings) { put { $0.settings = settings } }

  func post(scope: TopScope) { put { $0.scope = scope } }

  func post(failure: Complaint) { put { $0.failure = failure } }

  /// Has somebody find what a target means: names may be looked for on a disk that hangs.
  func find(_ target: Target?, in hierarchy: Hierarchy, on worker: TopWorker) {
    guard let target else { return post(scope: TopScope()) }
    worker.ask {
      do { self.post(scope: try TopScope(target, in: hierarchy)) } catch {
        self.post(failure: Complaint(known: error) ?? Complaint("\(error)"))
      }
    }
  }

  /// Sleeps until what came is enough, at most until a time of the monotonic clock. Takes nothing.
  func wait(until end: UInt64, _ isEnough: (Content) -> Bool) {
    while !content.withLock({ isEnough($0) }) {
      let now = calls.monotonicNanoseconds
      guard now < end else { return }
      var requests = [PollRequest(waker, .input)]
      guard let count = try? calls.poll(&requests, nanoseconds: end - now), count > 0 else { return }
      var buffer = [UInt8](repeating: 0, count: 8)
      _ = try? calls.readStream(waker, into: &buffer)
    }
  }

  func take() -> Content {
    content.withLock { content in
      defer { content = Content() }
      return content
    }
  }

  private func put(_ change: (inout Content) -> Void) {
    content.withLock { change(&$0) }
    calls.wake(waker)
  }
}
