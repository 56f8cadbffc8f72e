import ControlGroups
import ControlGroupsTesting
import Testing

struct FreezeTests {
  let tree = FakeTree()
  let calls: ScriptedCalls

  init() {
    calls = ScriptedCalls(tree)
    tree.plain("/proc/self/cgroup", "0::/me/inside\n")
    for path in ["/web", "/me", "/me/inside"] {
      tree.group(path, ["cgroup.freeze": "0\n", "cgroup.events": "populated 1\nfrozen 0\n"])
    }
  }

  @Test func waitsForTheKernelsWord() throws {
    let group = try Hierarchy.live(calls).group("/web")
    calls.before(.poll, at: 1) { [tree] in tree.set("/web", "cgroup.events", "populated 1\nfrozen 0\n") }
    calls.before(.poll, at: 2) { [tree] in tree.set("/web", "cgroup.events", "populated 1\nfrozen 1\n") }
    try group.freeze()
    #expect(tree.text("/web", "cgroup.freeze") == "1\n" && calls.counts[.poll] == 2)
    calls.reset()
    calls.before(.poll, at: 1) { [tree] in tree.set("/web", "cgroup.events", "populated 1\nfrozen 0\n") }
    try group.thaw()
    #expect(tree.text("/web", "cgroup.freeze") == "0\n")
  }

  @Test func pastTheDeadlineItIsThawedAgain() throws {
    let group = try tree.hierarchy().group("/web")
    let error = #expect(throws: ControlGroupError.self) { try group.freeze(within: 1_500_000_000) }
    #expect(error?.message == "/web is not frozen after 1.5 s")
    #expect(tree.text("/web", "cgroup.freeze") == "0\n")
    tree.set("/web", "cgroup.freeze", "1\n")
    #expect(throws: ControlGroupError.self) { try group.freeze(within: 1) }
    #expect(tree.text("/web", "cgroup.freeze") == "1\n", "somebody else's wish stays")
  }

  @Test(arguments: ["/me", "/me/inside"]) func neverItself(_ path: String) throws {
    let error = #expect(throws: ControlGroupError.self) { try tree.hierarchy().group(path).freeze() }
    guard case .refused(let refusal)? = error else { throw error ?? .vanished(.root) }
    #expect(refusal.reason == .ownGroup && tree.text(path, "cgroup.freeze") == "0\n")
  }

  @Test func aFrozenAncestorIsNamed() throws {
    tree.group("/web/below", ["cgroup.freeze": "1\n", "cgroup.events": "populated 1\nfrozen 1\n"])
    tree.set("/web", "cgroup.freeze", "1\n")
    let error = #expect(throws: ControlGroupError.self) { try tree.hierarchy().group("/web/below").thaw() }
    #expect(
      error?.description
        == "cgroup.freeze of /web/below: it stays frozen, because /web is; thaw that group: weir thaw /web")
  }

  @Test func aGroupThatGoes() throws {
    let group = try Hierarchy.live(calls).group("/web")
    calls.before(.poll, at: 1) { [tree] in tree.remove("/web") }
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.freeze() }
    #expect(tree.openDescriptors == 2)
  }
}
