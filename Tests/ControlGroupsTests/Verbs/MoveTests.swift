import ControlGroups
import ControlGroupsTesting
import Testing

struct MoveTests {
  let tree = FakeTree()

  init() {
    tree.plain("/proc/77/cgroup", "0::/old\n")
    tree.group(
      "/web", ["cgroup.procs": "", "cgroup.threads": "", "cgroup.type": "domain\n", "cgroup.subtree_control": "\n"])
    for file in ["cgroup.procs", "cgroup.threads"] {
      tree.answer("/web", file) { [tree] text throws(ErrorNumber) in
        tree.plain("/proc/\(text)/cgroup", "0::/web\n")
        return nil
      }
    }
  }

  @Test func whereFromAndWhereTo() throws {
    let group = try tree.hierarchy().group("/web")
    let moved = try group.move(process: 77)
    #expect(moved.from?.description == "/old" && moved.to == group.path)
    #expect(try group.move(thread: 77).from == group.path)
  }

  @Test func noSilentDomainThreaded() throws {
    tree.set("/web", "cgroup.subtree_control", "cpu pids\n")
    let group = try tree.hierarchy().group("/web")
    let error = #expect(throws: ControlGroupError.self) { try group.move(process: 77) }
    guard case .refused(let refusal)? = error else { throw error ?? .vanished(.root) }
    #expect(refusal.reason == .wouldTurnThreaded(group.path, count: 0))
    tree.set("/web", "cgroup.type", "domain threaded\n")
    #expect(try group.move(process: 77).to == group.path, "where it is threaded already it is wanted")
  }

  @Test func aNegativeIdIsNoProcess() throws {
    #expect(throws: ControlGroupError.self) { try tree.hierarchy().group("/web").move(process: -1) }
  }
}
