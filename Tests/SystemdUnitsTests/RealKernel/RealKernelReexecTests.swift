import Testing

@testable import SystemdUnits

/// The manager executes itself anew while weir waits for it.
@Suite(.enabled(if: RealKernel.isHere), .serialized, .timeLimit(.minutes(3)))
struct RealKernelReexecTests {
  @Test(arguments: [Systemd.Transport.bus, .privateSocket])
  func everyScopeStartsAndNoneIsLeft(transport: Systemd.Transport) async throws {
    let systemd = try await RealKernel.systemd(transport)
    let other = try await RealKernel.systemd(.privateSocket)
    let sleepers = try (0..<6).map { _ in try Sleeper() }
    let names = sleepers.map { _ in RealKernel.name("reexec", "scope") }
    async let reexecuted: Void = Self.reexecute(other)
    for (sleeper, name) in zip(sleepers, names) {
      let scope = try await Scope.start(named: name, pids: [sleeper.process], manager: systemd)
      #expect(RealKernel.group(of: sleeper.process) == scope.controlGroup)
    }
    await reexecuted
    for sleeper in sleepers { sleeper.end() }
    let again = try await systemd.reconnected(deadline: .seconds(40))
    for name in names {
      #expect(try await RealKernel.eventually { try await Self.isGone(again.unit(named: name)) })
    }
  }

  /// What may be asked twice is asked again, and the caller sees nothing of it.
  @Test(arguments: [Systemd.Transport.bus, .privateSocket])
  func readingsAndSettingsGoThrough(transport: Systemd.Transport) async throws {
    let systemd = try await RealKernel.systemd(transport)
    let manager = try await RealKernel.systemd(.privateSocket)
    let sleeper = try Sleeper()
    let name = RealKernel.name("reexec", "scope")
    let scope = try await Scope.start(named: name, pids: [sleeper.process], manager: systemd)
    for round in 0..<2 {
      let other = try await manager.reconnected(deadline: .seconds(40))
      async let reexecuted: Void = Self.reexecute(other)
      for count in 0..<10 {
        let limit = UInt64(100 + 10 * round + count)
        try await scope.unit.set([UnitProperty("TasksMax", .number(limit))])
        #expect(try await scope.unit.status().controlGroup == scope.controlGroup)
        try await Task.sleep(for: .milliseconds(50))
      }
      await reexecuted
    }
    try await scope.stop()
    sleeper.end()
  }

  private static func isGone(_ unit: Unit) async throws(SystemdFailure) -> Bool {
    do throws(SystemdFailure) {
      _ = try await unit.status()
      return false
    } catch .noSuchUnit {
      return true
    }
  }

  private static func reexecute(_ systemd: Systemd) async {
    // It never answers: the connection goes with the old manager.
    _ = try? await systemd.bus.call(BusCall("Reexecute"), deadline: .seconds(60))
  }
}
