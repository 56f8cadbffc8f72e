import ControlGroups
import Testing

@testable import GroupMetrics

/// Kills of groups that are gone when they are looked for.
struct OomVanishedTests {
  @Test func aGroupThatWentIsToldByTheOneAbove() {
    var tree = OomTree("/system.slice", "/system.slice/docker-1.scope", "/system.slice/web.service")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/system.slice/docker-1.scope", limit: "/system.slice/docker-1.scope")
    tree.kill("/system.slice/web.service", limit: "/system.slice/web.service")
    tree.remove("/system.slice/docker-1.scope")
    let kills = tracker.tick(tree)
    #expect(Set(kills.map(\.name)) == ["docker-1.scope", "web.service"])
    let gone = kills.first { $0.name == "docker-1.scope" }
    #expect(gone?.certainty == .inferred)
    #expect(gone?.culprit == .own(at("/system.slice/docker-1.scope")))
    #expect(tracker.count("docker-1.scope") == 1, "the count outlives the group")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.isEmpty)
  }

  @Test func aGroupThatWentUnderAnAncestorsLimit() {
    var tree = OomTree("/a", "/a/b", "/a/b/c", "/a/b/d")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/a/b/c", limit: "/a")
    tree.remove("/a/b/c")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.map(\.culprit) == [.ancestor(at("/a"))])
    tree.kill("/a/b/d", limit: "/a/b")
    tree.remove("/a/b/d")
    let secondTick = tracker.tick(tree)
    #expect(secondTick.map(\.culprit) == [.ancestor(at("/a/b"))])
  }

  @Test func directlyBelowTheRootTheMachineCounts() {
    var tree = OomTree("/lxc.payload.x", "/y")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/lxc.payload.x", limit: "/lxc.payload.x")
    tree.remove("/lxc.payload.x")
    var kills = tracker.tick(tree)
    kills += tracker.tick(tree)
    #expect(kills.map(\.name) == ["lxc.payload.x"])
    #expect(kills.first?.culprit == .unknown, "no counter above says whose limit it was")
  }

  @Test func aGroupThatWentWithoutAKillIsNoVictim() {
    var tree = OomTree("/s", "/s/a", "/s/b")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/s/b", limit: "/s/b")
    tree.remove("/s/a")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.map(\.name) == ["b"])
    #expect(tracker.count("a") == nil, "a name without kills is forgotten")
  }

  @Test func whoOfSeveralIsSaidByTheEngine() {
    var tree = OomTree("/s", "/s/a", "/s/b", "/s/c")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/s/b", limit: "/s/b")
    for name in ["a", "b", "c"] { tree.remove("/s/" + name) }
    let kills = tracker.tick(tree) { $0.name == "b" ? .killed : .unknown }
    #expect(kills.map(\.name) == ["b"])
    #expect(kills.first?.certainty == .confirmed)
  }

  @Test func theEngineMayBeLate() {
    var tree = OomTree("/s", "/s/a", "/s/b")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/s/b", limit: "/s/b")
    tree.remove("/s/a")
    tree.remove("/s/b")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.isEmpty)
    let kills = tracker.tick(tree) { $0.name == "a" ? .notKilled : .unknown }
    #expect(kills.map(\.name) == ["b"])
    #expect(kills.first?.certainty == .inferred)
    #expect(kills.first?.culprit == .own(at("/s/b")))
  }

  @Test func whereNobodySaysWhichNoneIsBlamed() {
    var tree = OomTree("/s", "/s/a", "/s/b")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/s/b", limit: "/s/b")
    tree.remove("/s/a")
    tree.remove("/s/b")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.isEmpty)
    let kills = tracker.tick(tree)
    #expect(kills.map(\.certainty) == [.below])
    #expect(kills.map(\.name) == ["s"])
    #expect(tracker.totals.map(\.count).reduce(0, +) == 1)
  }
}
