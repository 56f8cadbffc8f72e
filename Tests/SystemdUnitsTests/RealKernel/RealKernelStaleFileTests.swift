import Glibc
import Testing

@testable import SystemdUnits

/// What the manager says of a unit whose files are not those that it has read (systemctl(1), daemon-reload).
@Suite(.enabled(if: RealKernel.isHere), .timeLimit(.minutes(3)))
struct RealKernelStaleFileTests {
  @Test func aChangedFileIsSaidUntilItIsRead() async throws {
    let systemd = try await RealKernel.systemd()
    let service = try await TestService(systemd, "stale", settings: "MemoryMax=300M\n")
    let group = try #require(try await service.unit.controlGroup())
    #expect(try await service.unit.status().needsDaemonReload == false)

    try service.rewrite("MemoryMax=200M\n")
    let stale = try await service.unit.status()
    #expect(stale.needsDaemonReload && stale.fragmentPath == service.file && stale.dropInPaths.isEmpty)
    #expect(try await service.unit.property("MemoryMax") == .number(300 << 20))
    // A change goes through all the same, and has nothing read.
    try await service.unit.set([UnitProperty("TasksMax", .number(50))])
    #expect(RealKernel.read("pids.max", of: group) == "50")
    #expect(RealKernel.read("memory.max", of: group) == "314572800")
    #expect(try await service.unit.status().needsDaemonReload)

    try await systemd.reload()
    #expect(try await service.unit.status().needsDaemonReload == false)
    #expect(try await service.unit.property("MemoryMax") == .number(200 << 20))
    #expect(try await service.unit.property("TasksMax") == .number(50))
    try await service.unit.unset([UnitProperty("TasksMax", .number(50))])
    #expect(try await service.unit.dropInPaths().isEmpty)
    try await service.remove()
  }

  @Test func aDropInThatNobodyReadIsSaidToo() async throws {
    let systemd = try await RealKernel.systemd()
    let service = try await TestService(systemd, "unread")
    let admins = service.dropIns + "/10-admin.conf"
    RealKernel.makeDirectory(service.dropIns)
    try RealKernel.write("[Service]\nMemoryMax=200M\n", to: admins)
    var status = try await service.unit.status()
    // systemd 252 (Debian 12) sees no directory of drop-ins that came after its last look, and has not read one that it
    // wrote itself.
    let isOld = RealKernel.debian == "12"
    #expect(status.needsDaemonReload != isOld && status.dropInPaths.isEmpty)
    try await systemd.reload()
    status = try await service.unit.status()
    #expect(!status.needsDaemonReload && status.dropInPaths == [admins])

    // What set-property makes for good stands beside it; the manager wrote that itself, and need not read it.
    let change = try await service.unit.change([UnitProperty("TasksMax", .number(50))], persistent: true)
    status = try await service.unit.status()
    let made = try #require(change.dropIns.first?.path)
    #expect(made.hasSuffix("/system.control/\(service.unit.name).d/50-TasksMax.conf") || !RealKernel.isRoot)
    #expect(!made.hasPrefix("/run/"))
    #expect((isOld || !status.needsDaemonReload) && Set(status.dropInPaths) == [admins, made])
    #expect(try await service.unit.property("MemoryMax") == .number(200 << 20))

    // One that is taken away behind the manager's back.
    RealKernel.remove(admins)
    #expect(try await service.unit.status().needsDaemonReload)
    _ = try await change.revert()
    status = try await service.unit.status()
    #expect(!status.needsDaemonReload && status.dropInPaths.isEmpty)
    try await service.remove()
  }
}
