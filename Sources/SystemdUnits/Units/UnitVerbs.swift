/// Which processes of a unit get a signal (KillUnit).
public enum KillTarget: String, Sendable {
  /// The main process of a service.
  case main
  /// The process of a running ExecReload= or such.
  case control
  /// Every process.
  case all
}

extension Unit {
  /// Starts a stopped unit, and waits for the job.
  public func start(deadline: Duration = .seconds(90)) async throws(SystemdFailure) {
    try await job("StartUnit", deadline)
  }

  /// Stops the unit, and waits until it is stopped: TimeoutStopSec may pass before systemd sends SIGKILL.
  public func stop(deadline: Duration = .seconds(120)) async throws(SystemdFailure) {
    try await job("StopUnit", deadline)
  }

  private func job(_ member: String, _ deadline: Duration) async throws(SystemdFailure) {
    let call = BusCall(member, [.string(name), .string("replace")], unit: name)
    let result = try await systemd.bus.runJob(call, deadline: deadline)
    if result != "done" { throw .jobFailed(unit: name, result: result) }
  }

  /// Freezes every process of the unit; answers when they are frozen.
  ///
  /// Since systemd 246.
  ///
  /// After ``SystemdFailure/timedOut(call:after:)`` the unit may still be freezing: thaw it.
  public func freeze(deadline: Duration = .seconds(60)) async throws(SystemdFailure) {
    _ = try await systemd.bus.call(BusCall("FreezeUnit", [.string(name)], unit: name), deadline: deadline)
  }

  /// Thaws a frozen unit; answers when it runs again.
  public func thaw(deadline: Duration = .seconds(60)) async throws(SystemdFailure) {
    _ = try await systemd.bus.call(BusCall("ThawUnit", [.string(name)], unit: name), deadline: deadline)
  }

  /// Sends a signal to the unit's processes.
  public func kill(_ target: KillTarget = .all, signal: Int32 = 15) async throws(SystemdFailure) {
    let arguments: [BusValue] = [.string(name), .string(target.rawValue), .int32(signal)]
    _ = try await systemd.bus.call(BusCall("KillUnit", arguments, unit: name))
  }

  /// Forgets that the unit failed; its name is free again.
  public func resetFailed() async throws(SystemdFailure) {
    _ = try await systemd.bus.call(BusCall("ResetFailedUnit", [.string(name)], unit: name))
  }

  /// Lets go of a scope: its processes live on, nothing stops them when the scope is stopped.
  public func abandon() async throws(SystemdFailure) {
    _ = try await systemd.bus.call(BusCall("AbandonScope", [.string(name)], unit: name))
  }

  /// Moves processes into a delegated unit (since systemd 238).
  ///
  /// - Parameters:
  ///   - processes: their numbers; 0 is this process.
  ///   - subgroup: a group below the unit's, `/leaf`, that exists. Empty: the unit's own group.
  public func attach(_ processes: [Int32], subgroup: String = "") async throws(SystemdFailure) {
    let numbers = processes.map { BusValue.uint32(UInt32(bitPattern: $0)) }
    let arguments: [BusValue] = [.string(name), .string(subgroup), .array(numbers, element: "u")]
    _ = try await systemd.bus.call(BusCall("AttachProcessesToUnit", arguments, unit: name))
  }

  /// A process of a unit, as the manager lists it.
  package struct Member: Hashable, Sendable {
    /// From the root of the hierarchy.
    package let controlGroup: String
    package let process: UInt32
    package let command: String
  }

  /// The unit's processes, those of delegated groups below included.
  package func processes() async throws(SystemdFailure) -> [Member] {
    let call = BusCall("GetUnitProcesses", [.string(name)], unit: name)
    guard let rows = try await systemd.bus.call(call).first?.members else { throw .malformedReply(call: call.member) }
    return rows.compactMap { row in
      guard let parts = row.members, parts.count == 3, let group = parts[0].text, let process = parts[1].uint32 else {
        return nil
      }
      return Member(controlGroup: group, process: process, command: parts[2].text ?? "")
    }
  }
}
