import ControlGroups
import ControlGroupsTesting
import Testing

struct RemoveTests {
  let tree = FakeTree()

  init() {
    tree.group("/p", ["cgroup.procs": ""])
    tree.group("/p/a", ["cgroup.procs": ""])
    tree.group("/p/a/b", ["cgroup.procs": ""])
    tree.group("/p/c", ["cgroup.procs": "12\n13\n"])
  }

  @Test func childrenAreInTheWayUnlessTheyGoToo() throws {
    let group = try tree.hierarchy().group("/p/a")
    let error = #expect(throws: ControlGroupError.self) { try group.remove() }
    #expect(error?.message == "/p/a: there is a group below it")
    try group.remove(below: true)
    #expect(!group.isAlive)
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.remove() }
  }

  @Test func livingProcessesAreNamed() throws {
    let error = #expect(throws: ControlGroupError.self) { try tree.hierarchy().group("/p/c").remove() }
    #expect(error?.description == "/p/c: 2 processes (12, 13) live in it; end or move them first: weir kill /p/c")
    #expect(throws: ControlGroupError.self) { try tree.hierarchy().rootGroup().remove() }
  }

  @Test func endingProcessesAreWaitedFor() throws {
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group("/p/c")
    calls.before(.poll, at: 3) { [tree] in tree.set("/p/c", "cgroup.procs", "") }
    try group.remove(within: 1_000_000_000)
    #expect(calls.counts[.removeDirectory] == 4)
    #expect(!group.isAlive)
  }

  @Test func anotherGroupOfThatNameStays() throws {
    let group = try tree.hierarchy().group("/p/a/b")
    tree.remove("/p/a/b")
    tree.group("/p/a/b", ["cgroup.procs": ""])
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.remove() }
    #expect(try tree.hierarchy().group("/p/a/b").isAlive)
  }
}
