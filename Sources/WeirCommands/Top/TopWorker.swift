internal import ControlGroups
internal import Synchronization

/// A thread that does one thing after the other, for as long as each takes. Who asks never waits; a thing that hangs
/// holds up those behind it, and nothing else.
final class TopWorker: Sendable {
  private struct Job: Sendable {
    /// Of two waiting jobs of the same topic only the newer is done.
    var topic: String?
    var body: @Sendable () -> Void
  }

  private let jobs = Mutex<[Job]>([])
  private let bell: TopBell

  init(_ calls: any SystemCalls) throws {
    bell = try TopBell(calls)
    try startThread { self.run() }
  }

  /// - Parameter topic: what it stands in the place of, where that has not begun: a plan of what was typed since.
  func ask(topic: String? = nil, _ body: @escaping @Sendable () -> Void) {
    jobs.withLock { jobs in
      if let topic { jobs.removeAll { $0.topic == topic } }
      jobs.append(Job(topic: topic, body: body))
    }
    bell.ring()
  }

  private func run() {
    while true {
      let job = jobs.withLock { $0.isEmpty ? nil : $0.removeFirst() }
      if let job { job.body() } else { bell.wait(until: nil) }
    }
  }
}
