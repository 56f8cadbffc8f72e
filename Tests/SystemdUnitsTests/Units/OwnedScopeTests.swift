import ControlGroups
import ControlGroupsTesting
import Testing

@testable import SystemdUnits

struct OwnedScopeTests {
  @Test func aLimitIsItsDeclarationAndItsText() {
    #expect(ScopeLimit(MemoryFiles.shared.max, .at(.mebibytes(1))).text == "1048576")
    #expect(ScopeLimit(CPUFiles.shared.max, .unlimited).text == "max 100000")
    #expect(ScopeLimit(PidsFiles.shared.max, .max).file == "pids.max")
  }

  @Test func aGroupIsMadeReadyWithEveryControllerItHas() throws {
    let tree = FakeTree()
    tree.group(
      "/a.scope",
      [
        "cgroup.controllers": "cpu memory\n", "cgroup.subtree_control": "\n", "cgroup.procs": "",
        "cgroup.type": "domain\n",
      ])
    let group = try tree.hierarchy().group("/a.scope")
    let leaf = try OwnedScope.makeReady(group)
    #expect(leaf.path.name == OwnedScope.leafName)
    let enabled = try #require(tree.text("/a.scope", "cgroup.subtree_control"))
    #expect(enabled.contains("cpu") && enabled.contains("memory"))
  }
}
