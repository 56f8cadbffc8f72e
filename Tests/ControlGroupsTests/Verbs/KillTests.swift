import ControlGroups
import ControlGroupsTesting
import Testing

struct KillTests {
  let tree = FakeTree()
  let calls: ScriptedCalls

  init() {
    calls = ScriptedCalls(tree)
    tree.plain("/proc/self/cgroup", "0::/me\n")
    tree.group("/me", ["cgroup.kill": "", "cgroup.procs": "1\n"])
    tree.group(
      "/web",
      [
        "cgroup.kill": "", "cgroup.procs": "11\n12\n", "cgroup.events": "populated 1\nfrozen 0\n",
        "cgroup.freeze": "0\n",
      ])
    tree.group("/web/below", ["cgroup.procs": "13\n0\n"])
  }

  @Test func byCgroupKillUntilNoneIsLeft() throws {
    let group = try Hierarchy.live(calls).group("/web")
    calls.before(.poll, at: 1) { [tree] in tree.set("/web", "cgroup.events", "populated 0\nfrozen 0\n") }
    #expect(try group.kill() == 3)
    #expect(tree.text("/web", "cgroup.kill") == "1\n" && tree.killed.isEmpty)
  }

  @Test func goneBeforeItIsSeenEmpty() throws {
    let group = try Hierarchy.live(calls).group("/web")
    calls.before(.poll, at: 1) { [tree] in
      tree.remove("/web/below")
      tree.remove("/web")
    }
    #expect(try group.kill() == 3)
  }

  @Test func deadline() throws {
    let error = #expect(throws: ControlGroupError.self) {
      try tree.hierarchy().group("/web").kill(within: 2_000_000_000)
    }
    #expect(error?.message == "/web is not dead after 2 s")
  }

  @Test func neverItself() throws {
    let error = #expect(throws: ControlGroupError.self) { try tree.hierarchy().group("/me").kill() }
    #expect(error?.message == "cgroup.kill of /me: this process is in the group: it would stop itself")
    #expect(tree.text("/me", "cgroup.kill") == "")
  }

  @Test func withoutCgroupKillOneByOneWhileFrozen() throws {
    let old = FakeTree()
    old.plain("/proc/self/cgroup", "0::/\n".replacingRoot)
    old.group(
      "/web",
      [
        "cgroup.procs": "11\n", "cgroup.events": "populated 1\nfrozen 0\n", "cgroup.freeze": "0\n",
        "cgroup.type": "domain\n",
      ])
    old.group("/web/below", ["cgroup.procs": "13\n0\n"])
    old.answer("/web", "cgroup.freeze") { [old] text throws(ErrorNumber) in
      let populated = old.killed.count < 4 ? 1 : 0
      old.set("/web", "cgroup.events", "populated \(populated)\nfrozen \(text)\n")
      return text + "\n"
    }
    #expect(try old.hierarchy().group("/web").kill() == 2)
    // The first round left some alive: it is done again, and 0 (another namespace's process) is never signalled.
    #expect(old.killed == [11, 13, 11, 13])
    #expect(old.text("/web", "cgroup.freeze") == "0\n")
  }

  @Test func withoutCgroupKillGoneBeforeItIsSeenEmpty() throws {
    let old = FakeTree()
    old.plain("/proc/self/cgroup", "0::/\n".replacingRoot)
    let files = ["cgroup.procs": "11\n", "cgroup.events": "populated 1\nfrozen 1\n", "cgroup.freeze": "0\n"]
    old.group("/web", files)
    let calls = ScriptedCalls(old)
    calls.before(.killProcess, at: 1) { [old] in old.remove("/web") }
    #expect(try Hierarchy.live(calls).group("/web").kill() == 1)
  }
}

extension String {
  /// This process elsewhere than the root.
  fileprivate var replacingRoot: String { "0::/elsewhere\n" }
}
