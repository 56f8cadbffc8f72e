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

  private let calls: any SystemCalls
  private let bell: TopBell
  private let content = Mutex(Content())

  init(_ calls: any SystemCalls) throws(ErrorNumber) {
    self.calls = calls
    bell = try TopBell(calls)
  }

  /// A descriptor that becomes readable when something came.
  var waker: Int32 { bell.waker }

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
    while calls.monotonicNanoseconds < end, !content.withLock({ isEnough($0) }) { bell.wait(until: end) }
  }

  func take() -> Content {
    content.withLock { content in
      defer { content = Content() }
      return content
    }
  }

  private func put(_ change: (inout Content) -> Void) {
    content.withLock { change(&$0) }
    bell.ring()
  }
}
