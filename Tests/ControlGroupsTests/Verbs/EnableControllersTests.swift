import ControlGroups
import ControlGroupsTesting
import Testing

struct EnableControllersTests {
  let tree = FakeTree()

  /// Behaves as subtree_control does: a set of words, handed to the children.
  init() {
    tree.group("/", ["cgroup.controllers": "cpu io memory pids\n", "cgroup.subtree_control": "memory\n"])
    for path in ["/", "/a", "/a/b", "/a/b/c"] {
      tree.group(path, ["cgroup.procs": "", "cgroup.type": "domain\n"])
      if path != "/" { tree.group(path, ["cgroup.subtree_control": "\n"]) }
      tree.answer(path, "cgroup.subtree_control") { [tree] text throws(ErrorNumber) in
        var words = Set((tree.text(path, "cgroup.subtree_control") ?? "").split { " \n".contains($0) }.map(String.init))
        for word in text.split(separator: " ") {
          let name = String(word.dropFirst())
          if word.hasPrefix("+") { words.insert(name) } else { words.remove(name) }
        }
        return words.sorted().joined(separator: " ") + "\n"
      }
    }
  }

  private func enabled(_ path: String) -> String {
    (tree.text(path, "cgroup.subtree_control") ?? "").filter { $0 != "\n" }
  }

  @Test func fromTheTopDownAndOnlyWhatIsMissing() throws {
    let changes = try tree.hierarchy().group("/a/b").enable([.memory, .io], from: .root)
    #expect(changes.map(\.group.description) == ["/", "/a", "/a/b"])
    #expect(changes.first?.controllers == [.io])
    #expect(["/", "/a", "/a/b", "/a/b/c"].map(enabled) == ["io memory", "io memory", "io memory", ""])
    #expect(try tree.hierarchy().group("/a/b").enable([.io], from: .root).isEmpty)
  }

  @Test func aRefusalTakesBackWhatWasDone() throws {
    tree.answer("/a/b", "cgroup.subtree_control") { _ throws(ErrorNumber) in throw .busy }
    #expect(throws: ControlGroupError.self) { try tree.hierarchy().group("/a/b").enable([.io], from: .root) }
    #expect(["/", "/a"].map(enabled) == ["memory", ""])
  }

  @Test func fromTheBottomUp() throws {
    try tree.hierarchy().group("/a/b/c").enable([.memory, .pids], from: .root)
    let changes = try tree.hierarchy().group("/a").disable([.pids])
    #expect(changes.map(\.group.description) == ["/a/b/c", "/a/b", "/a"])
    #expect(["/", "/a", "/a/b/c"].map(enabled) == ["memory pids", "memory", "memory"])
  }

  /// A process may have 1024 files open, and a machine has thousands of groups.
  @Test func noGroupIsHeldOpenWhileOthersAreChanged() throws {
    for index in 0..<50 {
      let path = "/a/many\(index)"
      tree.group(path, ["cgroup.subtree_control": "pids\n", "cgroup.type": "domain\n"])
      tree.answer(path, "cgroup.subtree_control") { [tree] _ throws(ErrorNumber) in
        tree.openDescriptors < 8 ? "\n" : try Self.tooMany()
      }
    }
    tree.set("/a", "cgroup.subtree_control", "pids\n")
    let group = try tree.hierarchy().group("/a")
    let changes = try group.disable([.pids])
    #expect(changes.count == 51 && changes.last?.group == group.path)
    #expect(enabled("/a/many7") == "" && enabled("/a") == "")
  }

  private static func tooMany() throws(ErrorNumber) -> String { throw .tooManyFiles }

  /// One that goes meanwhile is no failure: it has no children any more.
  @Test func aGroupThatGoesMeanwhileIsPassedBy() throws {
    for path in ["/a", "/a/b/c"] { tree.set(path, "cgroup.subtree_control", "pids\n") }
    tree.group("/a/z", ["cgroup.subtree_control": "pids\n", "cgroup.type": "domain\n"])
    tree.answer("/a/z", "cgroup.subtree_control") { [tree] _ throws(ErrorNumber) in
      tree.remove("/a/b")
      return "\n"
    }
    let changes = try tree.hierarchy().group("/a").disable([.pids])
    #expect(changes.map(\.group.description) == ["/a/z", "/a"])
  }

  @Test func theTrapOfThreadedControllers() throws {
    tree.set("/a", "cgroup.procs", "5\n6\n")
    let error = #expect(throws: ControlGroupError.self) { try tree.hierarchy().group("/a").enable([.cpu, .pids]) }
    #expect(
      error?.description
        == "cgroup.subtree_control of /a: /a holds 2 processes: with cpu, cpuset or pids alone it would silently turn"
        + " `domain threaded`, and its children `domain invalid`; move its processes into a group below first: mkdir"
        + " /sys/fs/cgroup/a/leaf")
    #expect(enabled("/a") == "")
    tree.set("/", "cgroup.procs", "1\n")
    #expect(try tree.hierarchy().rootGroup().enable([.cpu]).count == 1, "the root may hold processes")
  }

  @Test func threadedIsForGood() throws {
    try tree.hierarchy().group("/a/b/c").makeThreaded()
    #expect(tree.text("/a/b/c", "cgroup.type") == "threaded\n")
  }
}
