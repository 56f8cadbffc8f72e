import ControlGroups
import Testing

@testable import SystemdUnits

@Suite(.enabled(if: RealKernel.isHere), .timeLimit(.minutes(3)))
struct RealKernelOwnedScopeTests {
  @Test func itsGroupIsReadyForChildren() async throws {
    let systemd = try await RealKernel.systemd()
    let hierarchy = try Hierarchy.live()
    let sleeper = try Sleeper()
    let owned = try await OwnedScope.start(
      named: RealKernel.name("owned", "scope"),
      limits: [
        ScopeLimit(MemoryFiles.shared.max, .at(.mebibytes(64))),
        ScopeLimit(PidsFiles.shared.max, .at(Count(rawValue: 20))),
      ],
      pids: [sleeper.process], manager: systemd, hierarchy: hierarchy)
    #expect(try owned.group.memory.max.read() == .at(.mebibytes(64)))
    #expect(try owned.group.pids.max.read() == .at(Count(rawValue: 20)))
    #expect(try owned.leaf?.core.procs.read().ids == [sleeper.process])
    // A child made by the caller has the controllers, and the caller may limit it.
    let child = try owned.group.create("child")
    try child.memory.max.write(.at(.mebibytes(8)))
    #expect(try child.memory.max.read() == .at(.mebibytes(8)))
    try child.remove()
    try await owned.scope.stop()
    #expect(try await RealKernel.eventually { !owned.group.isAlive })
  }

  /// A user's manager takes limits of controllers that it was not given.
  @Test(.enabled(if: !RealKernel.isRoot)) func aLimitThatIsNotInForceIsAFailure() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let failure = await #expect(throws: ControlGroupError.self) {
      try await OwnedScope.start(
        named: RealKernel.name("unlimited", "scope"),
        limits: [ScopeLimit(CpusetFiles.shared.cpus, try RangeList(parsing: "0"))], pids: [sleeper.process],
        manager: systemd, hierarchy: try Hierarchy.live())
    }
    #expect(failure?.description.contains("the cpuset controller is not enabled") == true)
  }

  @Test func theFormWithABodyCleansUp() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    struct Thrown: Error {}
    let name = RealKernel.name("body", "scope")
    await #expect(throws: Thrown.self) {
      try await withOwnedScope(
        named: name, pids: [sleeper.process], manager: systemd, hierarchy: try Hierarchy.live()
      ) { owned in
        #expect(owned.group.isAlive)
        throw Thrown()
      }
    }
    #expect(try await RealKernel.eventually { sleeper.isGone })
  }

  /// A body around this very process: its scope is let go of, not stopped, which would end who runs it.
  @Test(.enabled(if: RealKernel.isRoot)) func theFormWithABodyLetsItsOwnProcessLive() async throws {
    let systemd = try await RealKernel.systemd()
    let hierarchy = try Hierarchy.live()
    let before = try ControlGroup.current
    defer { #expect(throws: Never.self) { try before.move(process: hierarchy.calls.process) } }
    let name = RealKernel.name("self", "scope")
    let inside = try await withOwnedScope(
      named: name, limits: [ScopeLimit(PidsFiles.shared.max, .at(Count(rawValue: 500)))], pids: [0], manager: systemd,
      hierarchy: hierarchy
    ) { owned in
      #expect(try owned.group.pids.max.read() == .at(Count(rawValue: 500)))
      let here = try ControlGroup.current.path
      #expect(here == owned.leaf?.path)
      return owned.group
    }
    let state = try await systemd.unit(named: name).status()
    #expect(state.subState == "abandoned" && inside.isAlive)
    // Back, for those who come after; the empty scope goes by itself.
    try before.move(process: hierarchy.calls.process)
    #expect(try await RealKernel.eventually { !inside.isAlive })
    let plain = RealKernel.name("self-plain", "scope")
    try await withScope(named: plain, pids: [hierarchy.calls.process], manager: systemd) { scope in
      let here = try ControlGroup.current.path
      #expect(here == GroupPath(scope.controlGroup))
    }
    #expect(try await systemd.unit(named: plain).status().subState == "abandoned")
  }
}
