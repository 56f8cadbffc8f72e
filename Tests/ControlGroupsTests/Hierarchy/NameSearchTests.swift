import ControlGroupsTesting
import Foundation
import Testing

@testable import ControlGroups

struct NameSearchTests {
  private static func stat(_ below: Int) -> [String: String] { ["cgroup.stat": "nr_descendants \(below)\n"] }

  /// A group that is born or ends while its siblings are listed makes the count as large as if nothing were below them.
  @Test(arguments: [true, false]) func countsAreReadBeforeAndAfter(_ isBirth: Bool) throws {
    let tree = FakeTree()
    for path in ["/a", "/b", "/c/web"] { tree.group(path) }
    tree.group("/", Self.stat(isBirth ? 4 : 5))
    if !isBirth { tree.group("/d") }
    let calls = ScriptedCalls(tree)
    let hierarchy = try Hierarchy.live(calls)
    calls.reset()
    calls.before(.list, at: 1) { if isBirth { tree.group("/e") } }
    calls.before(.openFile, at: 2) {
      if !isBirth { tree.remove("/d") }
      tree.set("/", "cgroup.stat", "nr_descendants \(isBirth ? 5 : 4)\n")
    }
    #expect(try hierarchy.paths(named: ["web"]).map(\.description) == ["/c/web"])
  }

  @Test func allOfANameAreFoundAtAnyDepth() throws {
    let tree = FakeTree()
    for path in ["/web", "/a/web", "/a/b/c/web", "/a/b/web/web", "/b/webs"] { tree.group(path) }
    let hierarchy = try tree.hierarchy()
    #expect(
      try hierarchy.paths(named: ["web"]).map(\.description) == [
        "/a/b/c/web", "/a/b/web", "/a/b/web/web", "/a/web", "/web",
      ]
    )
    #expect(try hierarchy.paths(named: ["none"]).isEmpty)
    #expect(try hierarchy.paths(named: [""]).isEmpty)
    // The root has no name.
    #expect(try hierarchy.paths(named: ["/"]).isEmpty)
  }

  /// Only what has something below it is opened, and where the group above counts no more than its own children none is
  /// even asked for.
  @Test func whatHasNothingBelowIsNotOpened() throws {
    let tree = FakeTree()
    tree.group("/", Self.stat(2004))
    tree.group("/flat.slice", Self.stat(1000))
    tree.group("/deep.slice", Self.stat(1001))
    for number in 0..<1000 {
      tree.group("/flat.slice/\(number).service")
      tree.group("/deep.slice/\(number).service")
    }
    tree.group("/deep.slice/7.service", Self.stat(1))
    tree.group("/deep.slice/7.service/inner")
    let calls = ScriptedCalls(tree)
    let hierarchy = try Hierarchy.live(calls)
    calls.reset()
    #expect(try hierarchy.paths(named: ["500.service"]).count == 2)
    // The root, which is opened once more to be listed, the two slices, and the one that has an inner group.
    #expect(calls.counts[.openBeneath] == 5)
    #expect(calls.counts[.openFile] == 6)
    // Of 1 000 the link count, and of those that are opened once more.
    #expect(calls.counts[.status]! < 1_020)
    #expect(tree.openDescriptors <= 2)
  }

  /// What vanishes, is no directory of the hierarchy or says nothing of its descendants on the way.
  @Test func obstaclesAreLeftOut() throws {
    let tree = FakeTree()
    for path in ["/a/web", "/b/web", "/c/web"] { tree.group(path) }
    tree.obstacle("/", "mounted", .crossesDevice)
    let calls = ScriptedCalls(tree)
    let hierarchy = try Hierarchy.live(calls)
    calls.reset()
    // The first of the statuses is the root's own, the second that it has children.
    calls.before(.status, at: 4) { tree.remove("/b") }
    #expect(try hierarchy.paths(named: ["web"]).map(\.description) == ["/a/web", "/c/web"])
  }

  /// A copied tree's files tell of the tree that was copied.
  @Test func aCopyIsLookedThroughToItsEnd() throws {
    let tree = FakeTree()
    tree.group("/", Self.stat(1))
    tree.group("/a", Self.stat(1))
    tree.group("/a/b/web")
    let place = URL.temporaryDirectory.appending(path: "weir-search-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    try tree.write(to: place)
    #expect(try Hierarchy.copy(at: ByteText(place)).paths(named: ["web"]).map(\.description) == ["/a/b/web"])
  }
}
