import ControlGroupsTesting
import Testing

@testable import ControlGroups
@testable import GroupMetrics

/// What is watched, without a thread.
struct WatchedGroupsTests {
  private let tree = FakeTree()

  @Test func lostNoticesAreMadeUpByAWalk() throws {
    for path in ["/s", "/s/a", "/s/b"] { tree.group(path, ["memory.events.local": "oom 0\noom_kill 0\n"]) }
    let hierarchy = try tree.hierarchy()
    let notifier = try tree.openNotifier()
    var groups = WatchedGroups(hierarchy, notifier, most: 100)
    groups.walk()
    #expect(groups.count == 4 && groups.takeKilled().isEmpty)
    tree.set("/s/a", "memory.events.local", "oom 1\noom_kill 1\n")
    tree.remove("/s/b")
    tree.group("/s/c", ["memory.events.local": "oom 2\noom_kill 2\n"])
    groups.take(NotifierRecord(watch: -1, events: .overflow, name: ""))
    #expect(groups.count == 4)
    let killed = groups.takeKilled().values.map(\.told).sorted { $0.path < $1.path }
    #expect(killed.map(\.path) == [at("/s/a"), at("/s/c")])
    #expect(killed.map(\.kills) == [1, 2] && killed.allSatisfy { $0.base == 0 })
  }

  @Test func aNoticeOfAnUnknownWatchIsNothing() throws {
    let notifier = try tree.openNotifier()
    var groups = WatchedGroups(try tree.hierarchy(), notifier, most: 100)
    groups.walk()
    groups.take(NotifierRecord(watch: 77, events: .modified, name: ""))
    groups.take(NotifierRecord(watch: 77, events: .ignored, name: ""))
    #expect(groups.count == 1)
  }

  /// All groups of the tree, watched.
  private func begin(_ calls: (any SystemCalls)? = nil, most: Int = 100) throws -> (WatchedGroups, notifier: Int32) {
    let calls = calls ?? tree
    let notifier = try calls.openNotifier()
    var groups = WatchedGroups(try Hierarchy.live(calls), notifier, most: most)
    groups.walk()
    return (groups, notifier)
  }

  /// Takes in the notices that are there, as the thread does.
  private func read(_ groups: inout WatchedGroups, _ notifier: Int32) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while let count = try? tree.readStream(notifier, into: &buffer), count > 0 {
      _ = groups.take(NotifierRecord.parse(buffer.span.extracting(0..<count)))
      groups.retry()
    }
  }

  @Test func aControllerThatGoesAndComesIsWatchedAnew() throws {
    tree.group("/s", ["cgroup.subtree_control": "memory\n"])
    tree.group("/s/a", ["memory.events.local": "oom 3\noom_kill 3\n"])
    var (groups, notifier) = try begin()
    // No notice tells of the file.
    tree.drop("/s/a", "memory.events.local")
    tree.group("/s/a", ["memory.events.local": "oom 0\noom_kill 0\n"])
    tree.set("/s", "cgroup.subtree_control", "memory\n")
    read(&groups, notifier)
    #expect(groups.takeKilled().isEmpty)
    tree.set("/s/a", "memory.events.local", "oom 1\noom_kill 1\n")
    read(&groups, notifier)
    let one = groups.takeKilled().values.first?.told
    #expect(one?.path == at("/s/a") && one?.kills == 1 && one?.base == 0)
    // The same file goes on as it was.
    tree.set("/s", "cgroup.subtree_control", "cpu memory\n")
    read(&groups, notifier)
    #expect(groups.takeKilled().isEmpty)
    // Off.
    tree.drop("/s/a", "memory.events.local")
    tree.set("/s", "cgroup.subtree_control", "cpu\n")
    read(&groups, notifier)
    #expect(groups.takeKilled().isEmpty && groups.count == 3)
  }

  @Test func whoWasLeftOutIsLookedForOnceThereIsRoom() throws {
    for name in ["a", "b", "c", "d", "e", "f", "g"] { tree.group("/" + name) }
    var (groups, notifier) = try begin(most: 6)
    #expect(groups.count == 6)
    // Room for some, and not enough to look.
    tree.remove("/g")
    read(&groups, notifier)
    tree.remove("/f")
    read(&groups, notifier)
    #expect(groups.count == 4)
    tree.remove("/e")
    read(&groups, notifier)
    #expect(groups.count == 5, "all that are left")
  }

  @Test func afterTheLastWatchNoneIsAskedFor() throws {
    tree.group("/a")
    let calls = ScriptedCalls(tree)
    var (groups, notifier) = try begin(calls)
    #expect(groups.count == 2)
    calls.reset()
    calls.fail(.watch, at: 1, with: .noSpace)
    for name in ["b", "c", "d"] { tree.group("/" + name) }
    read(&groups, notifier)
    #expect(groups.count == 2 && calls.counts[.watch] == 1)
    tree.remove("/a")
    read(&groups, notifier)
    #expect(groups.count == 4, "one was given back")
  }

  @Test func whereTooManyFilesAreOpenItIsLookedForLater() throws {
    let calls = ScriptedCalls(tree)
    var (groups, notifier) = try begin(calls)
    calls.fail(.openBeneath, at: 1, with: .tooManyFiles)
    tree.group("/b")
    read(&groups, notifier)
    #expect(groups.count == 2)
  }

  @Test func aSumOfWhatIsBelowIsNobodysOwn() throws {
    for path in ["/s", "/s/a"] { tree.group(path, ["memory.events": "oom 0\noom_kill 0\n"]) }
    var (groups, notifier) = try begin()
    for path in ["/s", "/s/a"] { tree.set(path, "memory.events", "oom 1\noom_kill 1\n") }
    read(&groups, notifier)
    #expect(groups.takeKilled().values.map(\.told.path) == [at("/s/a")])
    // The last below it goes with a kill that was not read yet.
    tree.set("/s", "memory.events", "oom 2\noom_kill 2\n")
    tree.remove("/s/a")
    read(&groups, notifier)
    #expect(groups.takeKilled().values.map(\.told.path) == [at("/s/a")])
    tree.set("/s", "memory.events", "oom 3\noom_kill 3\n")
    read(&groups, notifier)
    let own = groups.takeKilled().values.first?.told
    #expect(own?.path == at("/s") && own?.kills == 3 && own?.base == 2)
  }
}
