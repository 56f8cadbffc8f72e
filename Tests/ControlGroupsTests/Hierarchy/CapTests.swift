import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct CapTests {
  let tree = FakeTree()

  init() {
    tree.group("/a", ["memory.max": "2097152\n", "cpu.max": "200000 100000\n", "pids.max": "max\n"])
    tree.group("/a/b", ["memory.max": "4194304\n", "cpu.max": "max 100000\n", "pids.max": "10\n"])
    tree.group("/a/b/c", ["memory.max": "max\n", "cpu.max": "90000 30000\n", "pids.max": "10\n"])
  }

  @Test func theSmallestBindsAndIsNamed() throws {
    let group = try tree.hierarchy().group("/a/b/c")
    let memory = try group.memory.max.cap()
    #expect(memory.value?.rawValue == 2_097_152 && memory.setBy?.description == "/a" && !memory.isAtLeast)
    let cpu = try group.cpu.max.cap()
    #expect(cpu.value?.cpus == 2 && cpu.setBy?.description == "/a")
    // A tie goes to the group itself, which meets its own limit first.
    #expect(try group.pids.max.cap().setBy?.description == "/a/b/c")
  }

  @Test func noLimitIsNoNumber() throws {
    tree.group("/free", ["memory.max": "max\n"])
    let cap = try tree.hierarchy().group("/free").memory.max.cap()
    #expect(cap.value == nil && cap.setBy == nil)
  }

  @Test func inANamespaceItIsAtLeastThat() throws {
    tree.setMachineRoot(false)
    #expect(try tree.hierarchy().group("/a").memory.max.cap().isAtLeast)
  }

  @Test func anUnreadableAncestorIsNotTakenForUnlimited() throws {
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/a/b")
    calls.fail(.openFile, at: 2, with: .accessDenied)
    let cap = try group.memory.max.cap()
    #expect(cap.isAtLeast && cap.value?.rawValue == 4_194_304)
  }

  @Test func aVanishedGroupHasNoCap() throws {
    let group = try tree.hierarchy().group("/a/b")
    tree.remove("/a/b")
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.memory.max.cap() }
  }
}
