/// Who waits for which of systemd's jobs (org.freedesktop.systemd1(5), signal JobRemoved).
struct JobTable {
  typealias Outcome = Result<String, SystemdFailure>

  private struct Waiting {
    var deadline: UInt64
    var allowed: Duration
    var outcome = Eventual<Outcome>()
  }

  /// Whether JobRemoved was asked of the broker.
  var watched = false
  private var calls = 0
  private var waiting: [String: Waiting] = [:]
  /// Results that came before the reply that names the job; kept only while such a reply is under way.
  private var early: [String: String] = [:]

  var earliest: UInt64 { waiting.values.map(\.deadline).min() ?? .max }

  mutating func begin() { calls += 1 }

  mutating func end() {
    calls -= 1
    if calls == 0 { early.removeAll() }
  }

  /// How a job will end, or has ended already.
  mutating func outcome(of job: String, deadline: UInt64, allowed: Duration) -> Eventual<Outcome> {
    let new = Waiting(deadline: deadline, allowed: allowed)
    if let result = early.removeValue(forKey: job) { new.outcome.settle(.success(result)) } else { waiting[job] = new }
    return new.outcome
  }

  /// JobRemoved(u id, o job, s unit, s result).
  mutating func take(_ signal: BusSignal) {
    guard signal.member == "JobRemoved", signal.arguments.count >= 4, let job = signal.arguments[1].text,
      let result = signal.arguments[3].text
    else { return }
    if let waiting = waiting.removeValue(forKey: job) {
      waiting.outcome.settle(.success(result))
    } else if calls > 0 {
      early[job] = result
    }
  }

  mutating func fail(_ failure: SystemdFailure) {
    let all = waiting
    waiting.removeAll()
    for job in all.values { job.outcome.settle(.failure(failure)) }
  }

  mutating func expire(_ now: UInt64) {
    for (job, waiting) in waiting where waiting.deadline <= now {
      self.waiting[job] = nil
      waiting.outcome.settle(.failure(.timedOut(call: "waiting for the job", after: waiting.allowed)))
    }
  }
}

extension Bus {
  /// Makes a call that answers a job, and waits until the job is over: its result, `done` if all went well.
  ///
  /// The signal is asked for before the call, and results that overtake the reply are kept: a short job is over before
  /// its name is known here.
  package func runJob(_ call: BusCall, deadline: Duration = .seconds(90)) async throws(SystemdFailure) -> String {
    let limit = Self.time(after: deadline)
    try await watchJobs()
    jobs.begin()
    defer { jobs.end() }
    guard let job = try await self.call(call, deadline: deadline).first?.text else {
      throw .malformedReply(call: call.member)
    }
    let end = jobs.outcome(of: job, deadline: limit, allowed: deadline)
    if let lost { end.settle(.failure(lost)) }
    return try await end.value.get()
  }

  /// Asks the broker for JobRemoved; without a broker the manager sends every signal by itself.
  private func watchJobs() async throws(SystemdFailure) {
    if jobs.watched || !isBroker { return }
    let rule =
      "type='signal',sender='\(BusCall.systemd)',path='\(BusCall.managerPath)',"
      + "interface='\(BusCall.managerInterface)',member='JobRemoved'"
    _ = try await call(
      BusCall(
        destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus", interface: "org.freedesktop.DBus",
        "AddMatch", [.string(rule)]))
    _ = try await call(BusCall("Subscribe"))
    jobs.watched = true
  }
}
