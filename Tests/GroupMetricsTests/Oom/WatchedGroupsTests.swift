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
}
