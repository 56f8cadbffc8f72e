import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// The first row is the machine, or a namespace's root with its own limits.
struct HostScopeTests {
  private func figures(_ tree: FakeTree) throws -> HostFigures {
    HostTexts().put(into: tree)
    return HostReader(try tree.hierarchy()).read()
  }

  @Test func ofTheMachineProcFillsWhatTheRootLacks() throws {
    let tree = FakeTree()
    let host = try figures(tree)
    let scope = HostScope(try tree.hierarchy())
    #expect(scope.isMachine && scope.rowName == "host" && scope.label == "host")
    let lacking = Figure.missing(Missing(.noFile, .memoryCurrent))
    let current = Catalogue[Catalogue.id("memory.current")]
    #expect(scope.figure(current, group: lacking, host: host) == .number(1024 * 1024))
    // What /proc does not tell stays the root's own.
    let descendants = Catalogue[Catalogue.id("cgroup.stat.nr_descendants")]
    #expect(scope.figure(descendants, group: .number(7), host: host) == .number(7))
  }

  @Test func aNamespacesRootHasItsOwnLimits() throws {
    let tree = FakeTree()
    tree.setMachineRoot(false)
    let host = try figures(tree)
    let scope = HostScope(try tree.hierarchy())
    #expect(!scope.isMachine && scope.rowName == "namespace" && scope.label == "host")
    let cap = Catalogue[Catalogue.id("memory.cap")]
    #expect(scope.figure(cap, group: .number(4096), host: host) == .number(4096))
    let unseen = Figure.missing(Missing(.noneVisible))
    #expect(scope.figure(cap, group: unseen, host: host) == unseen)
    #expect(!Missing(.noneVisible).meaning.contains("unlimited"))
  }

  @Test func filesOfLxcfsAreNotTheHosts() throws {
    let tree = FakeTree()
    tree.plain(
      "/proc/self/mountinfo",
      """
      30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw
      31 23 0:40 /proc/meminfo /proc/meminfo rw - fuse.lxcfs lxcfs rw

      """)
    #expect(HostScope(try tree.hierarchy()).label == "container")
    let elsewhere = Array("31 23 0:40 / /var/lib/lxcfs rw - fuse.lxcfs lxcfs rw\n".utf8)
    let isOverProc = HostScope.hasEmulatedFiles(elsewhere.span)
    #expect(!isOverProc)
  }
}
