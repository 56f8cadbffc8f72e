import Glibc
import Testing

@testable import SystemdUnits

@Suite(.enabled(if: RealKernel.isHere), .timeLimit(.minutes(3)))
struct RealKernelScopeTests {
  @Test(arguments: [Systemd.Transport.bus, .privateSocket])
  func aScopeHoldsItsProcessAndItsLimits(transport: Systemd.Transport) async throws {
    let systemd = try await RealKernel.systemd(transport)
    let sleeper = try Sleeper()
    let name = RealKernel.name("scope", "scope")
    let scope = try await Scope.start(
      named: name, description: "a test",
      properties: [
        UnitProperty("MemoryMax", .number(64 << 20)), UnitProperty("TasksMax", .number(7)),
        UnitProperty("CPUQuotaPerSecUSec", .number(250_000)), UnitProperty("OOMPolicy", .text("kill")),
      ], pids: [sleeper.process], manager: systemd)
    #expect(RealKernel.group(of: sleeper.process) == scope.controlGroup)
    #expect(RealKernel.read("memory.max", of: scope.controlGroup) == "67108864")
    #expect(RealKernel.read("pids.max", of: scope.controlGroup) == "7")
    #expect(RealKernel.read("cpu.max", of: scope.controlGroup) == "25000 100000")
    #expect(RealKernel.read("memory.oom.group", of: scope.controlGroup) == "1")

    let status = try await scope.unit.status()
    #expect(status.activeState == "active" && status.isTransient && !status.isDelegated)
    #expect(status.controlGroup == scope.controlGroup)
    #expect(try await systemd.unit(ofProcess: sleeper.process).name == name)
    #expect(try await scope.unit.processes().map(\.process) == [UInt32(sleeper.process)])
    let owner = try await systemd.owner(ofControlGroup: scope.controlGroup)
    #expect(owner.unit.name == name && owner.isOwn && !owner.isDelegated)

    try await scope.stop(deadline: .seconds(60))
    #expect(try await RealKernel.eventually { sleeper.isGone })
    await #expect(throws: SystemdFailure.noSuchUnit(name)) { try await scope.unit.status() }
  }

  @Test func aTakenNameIsRefused() async throws {
    let systemd = try await RealKernel.systemd()
    let (first, second) = (try Sleeper(), try Sleeper())
    let name = RealKernel.name("taken", "scope")
    let scope = try await Scope.start(named: name, pids: [first.process], manager: systemd)
    await #expect(throws: SystemdFailure.unitExists(name)) {
      try await Scope.start(named: name, pids: [second.process], manager: systemd)
    }
    try await scope.stop()
  }

  @Test func processesThatAreGoneAreSaidSo() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    sleeper.end()
    let name = RealKernel.name("gone", "scope")
    await #expect(throws: SystemdFailure.noSuchProcess("\(sleeper.process)")) {
      try await Scope.start(named: name, pids: [sleeper.process], manager: systemd)
    }
    await #expect(throws: SystemdFailure.self) { try await Scope.start(named: name, pids: [], manager: systemd) }
    await #expect(throws: SystemdFailure.noSuchUnit(name)) { try await systemd.unit(named: name).status() }
  }

  @Test func namesThatAreNoScopesAreRefused() async throws {
    let systemd = try await RealKernel.systemd()
    for name in ["x.service", "x", "a b.scope", "a\0.scope", "../a.scope"] {
      await #expect(throws: SystemdFailure.self) { try await Scope.start(named: name, pids: [0], manager: systemd) }
    }
  }

  @Test func aFailedLimitLeavesNoScope() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let name = RealKernel.name("bad", "scope")
    await #expect(throws: SystemdFailure.self) {
      try await Scope.start(
        named: name, properties: [UnitProperty("CPUWeight", .number(20_000))], pids: [sleeper.process],
        manager: systemd)
    }
    await #expect(throws: SystemdFailure.unknownProperty("MemoryNonsense")) {
      try await Scope.start(
        named: name, properties: [UnitProperty("MemoryNonsense", .number(1))], pids: [sleeper.process],
        manager: systemd)
    }
    await #expect(throws: SystemdFailure.noSuchUnit(name)) { try await systemd.unit(named: name).status() }
    // The name is free, and the process as it was.
    let scope = try await Scope.start(named: name, pids: [sleeper.process], manager: systemd)
    try await scope.stop()
  }

  @Test func withScopeStopsItWhateverHappens() async throws {
    struct Oddity: Error {}
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let name = RealKernel.name("with", "scope")
    let group = try await withScope(named: name, pids: [sleeper.process], manager: systemd) { scope in
      #expect(RealKernel.group(of: sleeper.process) == scope.controlGroup)
      return scope.controlGroup
    }
    #expect(try await RealKernel.eventually { sleeper.isGone && !RealKernel.exists("/sys/fs/cgroup" + group) })
    let second = try Sleeper()
    await #expect(throws: Oddity.self) {
      try await withScope(named: name, pids: [second.process], manager: systemd) { _ in throw Oddity() }
    }
    #expect(try await RealKernel.eventually { second.isGone })
  }

  @Test func belowADelegatedScopeTheGroupsAreTheCallers() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let scope = try await Scope.start(
      named: RealKernel.name("delegated", "scope"), pids: [sleeper.process], delegate: true, manager: systemd)
    #expect(scope.isDelegated)
    #expect(try await scope.unit.status().isDelegated)
    RealKernel.makeDirectory("/sys/fs/cgroup\(scope.controlGroup)/leaf")
    try await scope.unit.attach([sleeper.process], subgroup: "/leaf")
    #expect(RealKernel.group(of: sleeper.process) == scope.controlGroup + "/leaf")
    try RealKernel.write("+memory +pids", to: "/sys/fs/cgroup\(scope.controlGroup)/cgroup.subtree_control")
    try RealKernel.write("50M", to: "/sys/fs/cgroup\(scope.controlGroup)/leaf/memory.max")
    try await scope.unit.set([UnitProperty("TasksMax", .number(50))])
    #expect(RealKernel.read("memory.max", of: scope.controlGroup + "/leaf") == "52428800")

    let owner = try await systemd.owner(ofControlGroup: scope.controlGroup + "/leaf")
    #expect(owner.unit.name == scope.unit.name && owner.below == "leaf" && owner.isDelegated && !owner.isOwn)
    let other = try Sleeper()
    try await scope.unit.attach([other.process], subgroup: "/leaf")
    #expect(RealKernel.group(of: other.process) == scope.controlGroup + "/leaf")
    try await scope.stop()
    #expect(try await RealKernel.eventually { sleeper.isGone && other.isGone })
  }

  @Test func whatIsLetGoLivesOnInTheScope() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let scope = try await Scope.start(
      named: RealKernel.name("let-go", "scope"), pids: [sleeper.process], manager: systemd)
    try await scope.abandon()
    #expect(try await scope.unit.status().subState == "abandoned")
    #expect(RealKernel.group(of: sleeper.process) == scope.controlGroup && !sleeper.isGone)
    sleeper.end()
    let group = "/sys/fs/cgroup" + scope.controlGroup
    #expect(try await RealKernel.eventually { !RealKernel.exists(group) })
  }

  /// A property of a newer systemd is left to its file, the others are set.
  @Test func aPropertyThatThisManagerRefusesIsAnswered() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let (scope, files) = try await Scope.start(
      named: RealKernel.name("refused", "scope"), slice: nil, description: "a test",
      limits: [
        (limit: "pids.max", way: .properties([UnitProperty("TasksMax", .number(77))])),
        (limit: "newer.max", way: .properties([UnitProperty("WeirNewerMax", .number(1))])),
        (limit: "other.max", way: .file(.noProperty)),
      ],
      pids: [sleeper.process], delegate: false, manager: systemd)
    #expect(files == ["newer.max", "other.max"])
    #expect(RealKernel.read("pids.max", of: scope.controlGroup) == "77")
    try await scope.stop()
  }

  @Test func aNumberThatIsAnothersByNowIsNotTaken() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let before = RealKernel.group(of: sleeper.process)
    await #expect(throws: SystemdFailure.noSuchProcess("\(sleeper.process)")) {
      try await Scope.start(
        named: RealKernel.name("anothers", "scope"), slice: nil, description: "a test", properties: [],
        pids: [sleeper.process], isMeant: { _ in false }, delegate: false, manager: systemd)
    }
    #expect(RealKernel.group(of: sleeper.process) == before)
  }

  @Test func slicesAreMadeAndNested() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let stem = "weirtest\(getpid())"
    let slice = try await systemd.startSlice(
      named: "\(stem)-inner.slice", properties: [UnitProperty("MemoryHigh", .number(1 << 30))])
    let scope = try await Scope.start(
      named: RealKernel.name("sliced", "scope"), slice: slice.name, pids: [sleeper.process], manager: systemd)
    #expect(scope.controlGroup.contains("/\(stem).slice/\(stem)-inner.slice/"))
    let group = try #require(try await slice.controlGroup())
    #expect(RealKernel.read("memory.high", of: group) == "1073741824")
    await #expect(throws: SystemdFailure.unitExists(slice.name)) { try await systemd.startSlice(named: slice.name) }
    try await scope.stop()
    try await slice.stop()
  }
}
