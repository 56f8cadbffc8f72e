import ControlGroupsTesting
import Testing

@testable import ControlGroups

/// What is known of a write before it is tried.
struct RightsTests {
  private static func tree() -> FakeTree {
    let tree = FakeTree()
    tree.group("/", ["cgroup.controllers": "memory\n"])
    tree.group("/web", ["cgroup.freeze": "0\n", "cgroup.type": "domain\n"])
    return tree
  }

  private func obstacle(_ path: String, _ calls: any SystemCalls) throws -> ControlGroupError? {
    try Hierarchy.live(calls).group(try #require(GroupPath(path)))
      .obstacle(toWriting: CoreFiles.shared.freeze, .core)
  }

  @Test func whatIsNotThereIsAbsent() throws {
    let error = try #require(try obstacle("/", Self.tree()))
    #expect(error.message == "cgroup.freeze of /: the root group has no such file")
  }

  @Test func whoMayNotIsTold() throws {
    let tree = Self.tree()
    #expect(try obstacle("/web", tree) == nil)
    tree.become(1000)
    let error = try #require(try obstacle("/web", tree))
    #expect(error.message == "cgroup.freeze of /web: this user may not write it: it belongs to user 0")
    tree.give("/web", to: 1000)
    #expect(try obstacle("/web", tree) == nil)
    #expect(tree.text("/web", "cgroup.freeze") == "0\n")
  }

  /// Whoever asks: it is not a right that lacks then.
  @Test func aMountThatIsReadOnlyIsTold() throws {
    let tree = Self.tree()
    tree.become(1000)
    let calls = ScriptedCalls(tree)
    let group = try Hierarchy.live(calls).group(try #require(GroupPath("/web")))
    calls.fail(.openFile, at: 1, with: .readOnly)
    let error = try #require(group.obstacle(toWriting: CoreFiles.shared.freeze, .core))
    #expect(error.message == "cgroup.freeze of /web: the hierarchy is mounted read-only here")
    #expect(calls.counts[.write] == nil)
  }

  @Test func signalsAreAskedAbout() {
    let tree = Self.tree()
    tree.plain("/proc/7/status", "Name:\tx\nUid:\t0\t0\t0\t0\n")
    #expect(tree.maySignal(7))
    tree.become(1000)
    #expect(!tree.maySignal(7) && tree.maySignal(8))
  }
}
