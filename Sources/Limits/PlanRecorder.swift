internal import Synchronization

/// Receives what was done, so that it can be put back: in memory today, in a journal later.
package protocol PlanRecorder: Sendable {
  /// A step is about to be written: its before-image is in it.
  func willApply(_ step: Step)
  /// It was written, and the file then held `kept`.
  func didApply(_ step: Step, kept: String)
  /// It was put back, or could not be, with the reason.
  func didRevert(_ step: Step, failure: String?)
}

/// Keeps what was done for as long as the program runs.
package final class MemoryRecorder: PlanRecorder {
  /// One thing that happened.
  package enum Event: Equatable, Sendable {
    case willApply(Step)
    case didApply(Step, kept: String)
    case didRevert(Step, failure: String?)
  }

  private let log = Mutex<[Event]>([])

  package init() {}

  /// In order.
  package var events: [Event] { log.withLock { $0 } }

  package func willApply(_ step: Step) { log.withLock { $0.append(.willApply(step)) } }
  package func didApply(_ step: Step, kept: String) { log.withLock { $0.append(.didApply(step, kept: kept)) } }
  package func didRevert(_ step: Step, failure: String?) {
    log.withLock { $0.append(.didRevert(step, failure: failure)) }
  }
}
