import Glibc
import Testing

@testable import SystemdUnits

@Suite(.enabled(if: RealKernel.isHere), .timeLimit(.minutes(3)))
struct RealKernelBusTests {
  @Test(arguments: [Systemd.Transport.automatic, .bus, .privateSocket])
  func everyWayLeadsToTheManager(transport: Systemd.Transport) async throws {
    let systemd = try await RealKernel.systemd(transport)
    let version = try await systemd.version()
    #expect(version.first?.isNumber == true)
    #expect(try await systemd.unit(named: "-.slice").status().activeState == "active")
  }

  @Test func anybodyReadsTheSystemManager() async throws {
    let systemd = try await Systemd.connect(to: .system, deadline: .seconds(40))
    let status = try await systemd.unit(named: "systemd-journald.service").status()
    #expect(status.activeState == "active")
    #expect(status.subState == "running")
    #expect(status.controlGroup == "/system.slice/systemd-journald.service")
    #expect(status.slice == "system.slice")
    #expect(status.fragmentPath?.hasSuffix("/systemd-journald.service") == true)
    #expect(status.isTransient == false)
    #expect(status.controlGroupID ?? 0 > 0)
    #expect(status.mainProcess ?? 0 > 1)
    #expect(status.properties["MemoryMax"] == .number(.max))
  }

  @Test(.enabled(if: RealKernel.isRoot)) func rootCommandsAUsersManager() async throws {
    // The first user with a manager: the image has one that lingers.
    let systemd = try await Systemd.connect(toManagerOf: 1000, deadline: .seconds(40))
    let group = try await systemd.unit(named: "app.slice").controlGroup()
    #expect(group == "/user.slice/user-1000.slice/user@1000.service/app.slice")
    await #expect(throws: SystemdFailure.userManagerAbsent(user: 4_000_000)) {
      try await Systemd.connect(toManagerOf: 4_000_000)
    }
  }

  @Test(.enabled(if: !RealKernel.isRoot)) func ordinaryUsersMayNotCommandTheSystemManager() async throws {
    let systemd = try await Systemd.connect(to: .system, deadline: .seconds(40))
    let unit = systemd.unit(named: "systemd-journald.service")
    let failure = await #expect(throws: SystemdFailure.self) {
      try await unit.set([UnitProperty("TasksMax", .number(5))])
    }
    let action = "org.freedesktop.systemd1.manage-units"
    // With polkit installed it would ask; without, it is refused.
    let either: [SystemdFailure] = [
      .notPermitted(action: action, call: "SetUnitProperties"),
      .interactionRequired(action: action, call: "SetUnitProperties"),
    ]
    #expect(either.contains(try #require(failure)))
  }

  @Test func aUnitThatIsNotThereIsSaidSo() async throws {
    let systemd = try await RealKernel.systemd()
    let name = RealKernel.name("none", "service")
    let unit = systemd.unit(named: name)
    await #expect(throws: SystemdFailure.noSuchUnit(name)) { try await unit.status() }
    await #expect(throws: SystemdFailure.noSuchUnit(name)) { try await unit.freeze() }
    await #expect(throws: SystemdFailure.noSuchUnit(name)) { try await unit.kill(signal: 9) }
  }

  @Test func manyCallsAtOnceGetTheirOwnAnswers() async throws {
    let systemd = try await RealKernel.systemd()
    let names = ["-.slice", "basic.target", "sockets.target", "timers.target", "paths.target"]
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for index in 0..<100 {
        let name = names[index % names.count]
        group.addTask {
          let unit = systemd.unit(named: name)
          return try await systemd.get("Id", of: unit.path, interface: Unit.unitInterface, unit: name).text == name
        }
      }
      for try await same in group { #expect(same) }
    }
  }

  @Test func aDeadlineHoldsAndTheConnectionLivesOn() async throws {
    // A user's manager that stands still answers nothing, however slow the test is; the first is alice's, who lingers.
    let user: UInt32 = RealKernel.isRoot ? 1000 : geteuid()
    let machine = try await Systemd.connect(to: .system, deadline: .seconds(40))
    let process = try #require(try await machine.unit(named: "user@\(user).service").status().mainProcess)
    let systemd = try await Systemd.connect(toManagerOf: user, deadline: .seconds(40))
    try #require(kill(Int32(process), SIGSTOP) == 0)
    defer { kill(Int32(process), SIGCONT) }
    await #expect(throws: SystemdFailure.timedOut(call: "ListUnits", after: .milliseconds(100))) {
      try await systemd.bus.call(BusCall("ListUnits"), deadline: .milliseconds(100))
    }
    kill(Int32(process), SIGCONT)
    // The late answer comes first, and is nobody's.
    #expect(try await systemd.version().isEmpty == false)
  }
}
