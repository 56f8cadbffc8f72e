internal import CSystemd

/// A D-Bus connection: asynchronous calls, each with a deadline, on a thread of its own.
///
/// Replies are matched here by cookie, not by sd-bus's callbacks: every message comes out of `sd_bus_process`, so no
/// C callback reaches into Swift, and a reply after its deadline is simply nobody's. A call is not cancelled with its
/// task: what the service manager was asked to do it may have begun, and the answer says so.
package actor Bus {
  private typealias Answer = Result<[BusValue], SystemdFailure>

  private struct Pending {
    var call: BusCall
    var deadline: UInt64
    var allowed: Duration
    var answer = Eventual<Answer>()
  }

  private struct Opening {
    var deadline: UInt64
    var allowed: Duration
    var outcome = Eventual<Result<Void, SystemdFailure>>()
  }

  private let thread: BusThread
  private let address: BusAddress
  private let interactive: Bool
  private var connection: BusConnection?
  private(set) var lost: SystemdFailure?
  private var pending: [UInt64: Pending] = [:]
  private var opening: Opening?
  var jobs = JobTable()

  package nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }

  private init(_ address: BusAddress, interactive: Bool) throws(SystemdFailure) {
    thread = try BusThread()
    self.address = address
    self.interactive = interactive
  }

  deinit { thread.stop(closing: connection) }

  /// Connects and authenticates.
  ///
  /// - Parameter interactive: lets polkit ask the user for a password, where an agent runs; never otherwise.
  package static func open(
    _ address: BusAddress, interactive: Bool = false, deadline: Duration = Systemd.usualDeadline
  ) async throws(SystemdFailure) -> Bus {
    let bus = try Bus(address, interactive: interactive)
    try bus.thread.start(bus)
    try await bus.connect(deadline)
    return bus
  }

  private func connect(_ allowed: Duration) async throws(SystemdFailure) {
    connection = try BusConnection(address: address.text, broker: address.isBroker)
    let attempt = Opening(deadline: Self.time(after: allowed), allowed: allowed)
    opening = attempt
    try await attempt.outcome.value.get()
  }

  /// Whether file descriptors may be sent: not where the other side refused it when connecting, or is too old to take
  /// them for processes.
  package var sendsDescriptors: Bool { connection?.sendsDescriptors ?? false }

  /// Whether messages pass a broker, which delivers only the signals asked for.
  var isBroker: Bool { address.isBroker }

  /// Makes a call and waits for its reply, until the deadline.
  ///
  /// A manager that executes itself anew (`daemon-reexec`) breaks every connection to its own socket, leaves unanswered
  /// what came by a broker, and is unknown to that for a while: a call that may be repeated is made again, and one that
  /// never arrived in any case. It may take long: twenty seconds were seen, on a machine with much else to do.
  package func call(
    _ call: BusCall, deadline: Duration = Systemd.usualDeadline
  ) async throws(SystemdFailure) -> [BusValue] {
    let end = ContinuousClock.now + deadline
    var known = min(end, .now + Self.patience)
    while true {
      do throws(SystemdFailure) {
        return try await callOnce(call, deadline: max(end - .now, .milliseconds(1)), allowed: deadline)
      } catch .disconnected where call.isRepeatable {
        // It was there, so it comes back.
        known = end
        guard await isOpenAgain(until: end) else { throw .disconnected }
      } catch .notOnBus {
        guard ContinuousClock.now < known, (try? await Task.sleep(for: .milliseconds(50))) != nil else {
          throw .notOnBus
        }
      }
    }
  }

  /// How long a manager that the broker never knew may stay away: it takes its name last of all.
  private static let patience: Duration = .seconds(5)

  /// Connects to the same address again. Several calls that broke together wait for the first one's connection. A broker
  /// that went away itself is not waited for: nothing says that it comes back.
  private func isOpenAgain(until end: ContinuousClock.Instant) async -> Bool {
    if isBroker {
      guard connection?.isReady == true, ContinuousClock.now < end else { return false }
      return (try? await Task.sleep(for: .milliseconds(50))) != nil
    }
    while true {
      if connection?.isReady == true { return true }
      if connection == nil {
        lost = nil
        do throws(SystemdFailure) {
          try await connect(max(end - .now, .milliseconds(1)))
          return true
        } catch {
          connection = nil
          lost = .disconnected
        }
      }
      guard ContinuousClock.now < end, (try? await Task.sleep(for: .milliseconds(50))) != nil else { return false }
    }
  }

  /// - Parameter allowed: what the caller gave it, of which `deadline` is left.
  private func callOnce(
    _ call: BusCall, deadline: Duration, allowed: Duration
  ) async throws(SystemdFailure) -> [BusValue] {
    if let lost { throw lost }
    guard let connection else { throw .disconnected }
    let cookie = try connection.send(call, interactive: interactive)
    let sent = Pending(call: call, deadline: Self.time(after: deadline), allowed: allowed)
    pending[cookie] = sent
    return try await sent.answer.value.get()
  }

  // MARK: The thread's step

  /// Takes in and sends out what there is, ends what is overdue; answers what to wait for.
  func step() -> BusThread.Interest {
    drain()
    if connection?.isReady == true { opening.take()?.outcome.settle(.success(())) }
    expire(csystemd_now())
    guard let connection else { return BusThread.Interest(deadline: jobs.earliest) }
    var interest = connection.interest
    for call in pending.values { interest.deadline = min(interest.deadline, call.deadline) }
    interest.deadline = min(interest.deadline, opening?.deadline ?? .max, jobs.earliest)
    return interest
  }

  private func drain() {
    while let connection {
      switch connection.step() {
      case .idle: return
      case .worked: continue
      case .failed(let errno): lose(errno)
      case .message(let message): take(message)
      }
    }
  }

  private func take(_ message: BusMessage) {
    switch message.kind {
    case .returned, .error:
      guard let cookie = message.replyCookie, let waiting = pending.removeValue(forKey: cookie) else { return }
      if message.kind == .error {
        let failure = SystemdFailure(error: message.errorName, text: message.errorText, to: waiting.call)
        waiting.answer.settle(.failure(failure))
      } else if let values = message.values() {
        waiting.answer.settle(.success(values))
      } else {
        waiting.answer.settle(.failure(.malformedReply(call: waiting.call.member)))
      }
    case .signal:
      if message.interface == "org.freedesktop.DBus.Local", message.member == "Disconnected" { return lose(104) }
      guard message.interface == BusCall.managerInterface, let arguments = message.values() else { return }
      jobs.take(
        BusSignal(
          path: message.path, interface: message.interface, member: message.member, arguments: arguments))
    case .call, nil: return
    }
  }

  private func lose(_ errno: Int32) {
    let opened = opening == nil
    let failure: SystemdFailure = opened ? .disconnected : .noBus(address: address.text, errno: errno)
    lost = failure
    connection?.close()
    connection = nil
    opening.take()?.outcome.settle(.failure(failure))
    let calls = pending
    pending.removeAll()
    for call in calls.values { call.answer.settle(.failure(failure)) }
    jobs.fail(failure)
  }

  private func expire(_ now: UInt64) {
    if let waiting = opening, waiting.deadline <= now {
      opening = nil
      waiting.outcome.settle(.failure(.timedOut(call: "connecting", after: waiting.allowed)))
    }
    for (cookie, call) in pending where call.deadline <= now {
      pending[cookie] = nil
      call.answer.settle(.failure(.timedOut(call: call.call.member, after: call.allowed)))
    }
    jobs.expire(now)
  }

  static func time(after allowed: Duration) -> UInt64 {
    let (seconds, attoseconds) = allowed.components
    let microseconds = UInt64(clamping: seconds).multipliedReportingOverflow(by: 1_000_000)
    if microseconds.overflow { return .max }
    let sum = (microseconds.partialValue + UInt64(clamping: attoseconds / 1_000_000_000_000))
      .addingReportingOverflow(csystemd_now())
    return sum.overflow ? .max : sum.partialValue
  }
}
