import ControlGroups
import Glibc
import Testing

@testable import SystemdUnits

/// Whom a scope may be started around: this process, named ones, one with all below it.
@Suite(.enabled(if: RealKernel.isHere), .timeLimit(.minutes(3)))
struct RealKernelMemberTests {
  /// In a process of its own: there is no way back for an ordinary user.
  @Test func ownProcessIsTakenInAsZero() async throws {
    await #expect(processExitsWith: .success) { try await RealKernelMemberTests.takeIn(0) }
  }

  @Test func ownProcessIsTakenInByItsNumber() async throws {
    await #expect(processExitsWith: .success) { try await RealKernelMemberTests.takeIn(getpid()) }
  }

  private static func takeIn(_ process: Int32) async throws {
    let systemd = try await RealKernel.systemd()
    let before = try #require(RealKernel.group(of: getpid()))
    let scope = try await Scope.start(
      named: RealKernel.name("own", "scope"), properties: [UnitProperty("TasksMax", .number(99))], pids: [process],
      manager: systemd)
    #expect(before != scope.controlGroup)
    #expect(RealKernel.read("/proc/self/cgroup")?.split(separator: "\n").last == "0::\(scope.controlGroup)")
    #expect(RealKernel.read("cgroup.procs", of: scope.controlGroup) == "\(getpid())")
    #expect(RealKernel.read("pids.max", of: scope.controlGroup) == "99")
    // What it forks now is in, too.
    let sleeper = try Sleeper()
    #expect(RealKernel.group(of: sleeper.process) == scope.controlGroup)
    sleeper.end()
  }

  /// Of those named only those come in: a child stays where it was.
  @Test func aNamedProcessComesWithoutItsChildren() async throws {
    let systemd = try await RealKernel.systemd()
    let (parent, children) = try await Self.family()
    let before = try #require(RealKernel.group(of: parent.process))
    let scope = try await Scope.start(
      named: RealKernel.name("one", "scope"), pids: [parent.process], manager: systemd)
    #expect(RealKernel.group(of: parent.process) == scope.controlGroup)
    for child in children { #expect(RealKernel.group(of: child) == before) }
    try await scope.stop()
    for child in children { kill(child, SIGKILL) }
  }

  @Test func aTreeComesWhole() async throws {
    let systemd = try await RealKernel.systemd()
    let (parent, children) = try await Self.family()
    let scope = try await Scope.start(
      named: RealKernel.name("tree", "scope"), pids: [parent.process] + children, manager: systemd)
    for member in [parent.process] + children { #expect(RealKernel.group(of: member) == scope.controlGroup) }
    try await scope.stop()
    #expect(try await RealKernel.eventually { parent.isGone && children.allSatisfy { kill($0, 0) != 0 } })
  }

  /// A shell with two children, and one below one of them.
  private static func family() async throws -> (parent: Sleeper, below: [Int32]) {
    let parent = try Sleeper("sleep 600 & (sleep 600 & exec sleep 600) &")
    let tree = ProcessTree(try Hierarchy.live())
    var below: [Int32] = []
    #expect(
      try await RealKernel.eventually {
        below = tree.members(of: [parent.process]).filter { $0 != parent.process }
        return below.count == 3
      })
    return (parent, below)
  }

  /// Each thread has a list of the children that it forked; the first thread's alone would not do.
  @Test func childrenOfEveryThreadAreOfTheTree() async throws {
    let tree = ProcessTree(try Hierarchy.live())
    try await Task.detached {
      let sleeper = try Sleeper()
      let first = RealKernel.read("/proc/self/task/\(getpid())/children")?.split(separator: " ")
      #expect(first?.contains { $0 == "\(sleeper.process)" } == false)
      #expect(tree.members(of: [getpid()]).contains(sleeper.process))
    }.value
  }
}
