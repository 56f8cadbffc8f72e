import ControlGroups
import ControlGroupsTesting
import Testing

struct CreateTests {
  let tree = FakeTree()

  @Test func aGroupIsMadeAndOpened() throws {
    tree.group("/", ["cgroup.subtree_control": "memory\n"])
    let made = try tree.hierarchy().rootGroup().create("web")
    #expect(made.path.description == "/web" && made.isAlive)
    #expect(try made.core.controllers.read().contains(.memory))
    let hostile = try made.create(ByteText([0xFF, 0x1B, UInt8(ascii: "-")]))
    #expect(hostile.isAlive)
  }

  @Test(arguments: ["", ".", "..", "a/b", "a\nb", "a\0b"]) func noGroupHasThatName(_ name: String) throws {
    let calls = ScriptedCalls(tree)
    let root = try Hierarchy.live(calls).rootGroup()
    let error = #expect(throws: ControlGroupError.self) { try root.create(ByteText(name)) }
    guard case .refused(let refusal)? = error else { throw error ?? .vanished(.root) }
    #expect(refusal.reason == .badName && calls.counts[.makeDirectory] == nil)
  }

  @Test func aSecondOneAndTooMany() throws {
    tree.group(
      "/p", ["cgroup.max.descendants": "1\n", "cgroup.max.depth": "max\n", "cgroup.stat": "nr_descendants 1\n"])
    tree.group("/p/a", ["cgroup.max.descendants": "max\n", "cgroup.max.depth": "0\n"])
    let calls = ScriptedCalls(tree)
    let hierarchy = try Hierarchy.live(calls)
    let exists = #expect(throws: ControlGroupError.self) { try hierarchy.group("/p").create("a") }
    #expect(exists?.message == "/p: a group of that name is there already")
    calls.fail(.makeDirectory, at: 1, with: .tryAgain)
    let many = #expect(throws: ControlGroupError.self) { try hierarchy.group("/p").create("b") }
    #expect(
      many?.description == "/p: cgroup.max.descendants of /p is 1, and there are as many groups already; raise it: echo"
        + " max > /sys/fs/cgroup/p/cgroup.max.descendants")
    calls.fail(.makeDirectory, at: 1, with: .tryAgain)
    let deep = #expect(throws: ControlGroupError.self) { try hierarchy.group("/p/a").create("b") }
    #expect(deep?.message == "/p/a: cgroup.max.depth of /p/a is 0, and there are as many groups already")
  }
}
