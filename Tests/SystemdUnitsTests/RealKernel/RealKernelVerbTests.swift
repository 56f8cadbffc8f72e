import Glibc
import Testing

@testable import SystemdUnits

@Suite(.enabled(if: RealKernel.isHere), .timeLimit(.minutes(3)))
struct RealKernelVerbTests {
  @Test func freezeThawKill() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let scope = try await Scope.start(
      named: RealKernel.name("verbs", "scope"), pids: [sleeper.process], manager: systemd)
    try await scope.unit.freeze()
    #expect(RealKernel.read("cgroup.events", of: scope.controlGroup)?.contains("frozen 1") == true)
    #expect(try await scope.unit.status().freezerState == "frozen")
    try await scope.unit.thaw()
    #expect(RealKernel.read("cgroup.events", of: scope.controlGroup)?.contains("frozen 0") == true)
    try await scope.unit.kill(.all, signal: SIGKILL)
    #expect(try await RealKernel.eventually { sleeper.isGone })
  }

  @Test func aServiceThatFailedSaysHowAndIsForgotten() async throws {
    let systemd = try await RealKernel.systemd()
    let unit = try await TestService.transient(systemd, "failed")
    let process = try #require(try await unit.status().mainProcess)
    try await unit.kill(.main, signal: SIGKILL)
    #expect(try await RealKernel.eventually { try await unit.status().activeState == "failed" })
    let status = try await unit.status()
    #expect(status.result == "signal" && status.mainExitStatus == SIGKILL && status.restarts == 0)
    #expect(status.mainProcess == nil && process > 1)
    try await unit.resetFailed()
    // Nothing holds a transient unit that has not failed.
    await #expect(throws: SystemdFailure.noSuchUnit(unit.name)) { try await unit.status() }
  }

  @Test func undoLeavesNoDropInAndTheAdministratorsWins() async throws {
    let systemd = try await RealKernel.systemd()
    let service = try await TestService(systemd, "undo", settings: "MemoryMax=300M\n")
    let group = try #require(try await service.unit.controlGroup())
    #expect(RealKernel.read("memory.max", of: group) == "314572800")
    for persistent in [false, true] {
      let change = try await service.unit.change(
        [UnitProperty("MemoryMax", .number(100 << 20))], persistent: persistent)
      #expect(RealKernel.read("memory.max", of: group) == "104857600")
      let path = try #require(change.dropIns.first?.path)
      #expect(change.dropIns.count == 1 && path.hasSuffix("\(service.unit.name).d/50-MemoryMax.conf"))
      let reverted = try await change.revert()
      #expect(reverted.removed == [path] && reverted.kept.isEmpty)
      #expect(RealKernel.read("memory.max", of: group) == "314572800")
      #expect(try await service.unit.dropInPaths().isEmpty)
      #expect(!RealKernel.exists(path))
    }
    try await service.dropIn("10-admin.conf", "MemoryMax=200M\n")
    #expect(try await service.unit.property("MemoryMax") == .number(200 << 20))
    #expect(try await service.unit.status().needsDaemonReload == false)
    try await service.remove()
  }

  @Test func whatSomebodyElseChangedIsNotUndone() async throws {
    let systemd = try await RealKernel.systemd()
    let service = try await TestService(systemd, "others")
    let change = try await service.unit.change([UnitProperty("MemoryMax", .number(100 << 20))])
    try await service.unit.set([UnitProperty("MemoryMax", .number(120 << 20))])
    let reverted = try await change.revert()
    #expect(reverted.removed.isEmpty && reverted.kept.count == 1)
    #expect(try await service.unit.property("MemoryMax") == .number(120 << 20))
    // A change on top of a drop-in that was there goes back to that drop-in.
    let second = try await service.unit.change([UnitProperty("MemoryMax", .number(90 << 20))])
    #expect(try await second.revert().removed.isEmpty)
    #expect(try await service.unit.property("MemoryMax") == .number(120 << 20))
    let path = try #require(second.dropIns.first)
    #expect(SmallFile.read(path.path) == path.before)
    RealKernel.remove(path.path)
    try await service.remove()
  }

  @Test func anAdministratorsFileOfTheSameNameIsNotTouched() async throws {
    let systemd = try await RealKernel.systemd()
    let service = try await TestService(systemd, "same")
    try await service.dropIn("50-MemoryMax.conf", "MemoryMax=200M\n")
    let change = try await service.unit.change([UnitProperty("MemoryMax", .number(100 << 20))])
    _ = try await change.revert()
    #expect(RealKernel.read(service.dropIns + "/50-MemoryMax.conf") == "[Service]\nMemoryMax=200M")
    #expect(try await service.unit.dropInPaths() == [service.dropIns + "/50-MemoryMax.conf"])
    #expect(try await service.unit.property("MemoryMax") == .number(200 << 20))
    try await service.remove()
  }

  @Test func undoOnAScopeLeavesNoDropIn() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let scope = try await Scope.start(
      named: RealKernel.name("undo", "scope"), properties: [UnitProperty("TasksMax", .number(99))],
      pids: [sleeper.process], manager: systemd)
    let change = try await scope.unit.change([UnitProperty("TasksMax", .number(50))])
    #expect(RealKernel.read("pids.max", of: scope.controlGroup) == "50")
    #expect(change.dropIns.count == 1)
    let reverted = try await change.revert()
    #expect(reverted.removed.count == 1)
    #expect(RealKernel.read("pids.max", of: scope.controlGroup) == "99")
    #expect(try await scope.unit.property("TasksMax") == .number(99))
    #expect(try await scope.unit.dropInPaths().isEmpty)
    try await scope.stop()
  }
}
