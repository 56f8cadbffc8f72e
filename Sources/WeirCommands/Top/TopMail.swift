internal import ControlGroups
internal import Synchronization
internal import TerminalUI

/// What other threads hand to the one that draws: the newest moment and answers. Nobody ever waits here.
final class TopMail: Sendable {
  /// All that came since it was last taken.
  struct Content: Sendable {
    var moment: Moment?
    var answers: [ScreenAnswer] = []
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

  func post(failure: Complaint) { put { $0.failure = failure } }

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
