import ControlGroups
import Testing

@testable import GroupMetrics

/// Kills that a watch saw, in every order of the kill, the reading and the taking.
struct OomWatchedTests {
  static let web = "/s/web"

  @Test func aGroupThatCameAndWentHasItsOwnName() {
    var (tree, tracker) = OomTree.begin("/s/a")
    let told = tree.brief(Self.web, limit: Self.web)
    let kills = tracker.tick(tree, watched: [told])
    #expect(kills.map(\.certainty) == [.watched])
    #expect(kills.map(\.name) == ["web"])
    #expect(kills.map(\.culprit) == [.own(at(Self.web))])
    #expect(kills.first?.inode == told.inode)
    #expect(tracker.count("web") == 0, "0 at first sight")
    let second = tracker.tick(tree, watched: [])
    #expect(second.isEmpty)
    #expect(tracker.count("web") == 1)
    #expect(tracker.count("s") == 0)
  }

  @Test func aRestartLoopOfTenIncarnations() {
    var (tree, tracker) = OomTree.begin(Self.web)
    let first = tree.inode(Self.web)
    tree.kill(Self.web, limit: Self.web)
    tree.remove(Self.web)
    var told = [tree.told(Self.web, first, kills: 1, limit: Self.web)]
    for _ in 0..<9 { told.append(tree.brief(Self.web, limit: Self.web)) }
    tree.add(Self.web)
    let kills = tracker.tick(tree, watched: told)
    #expect(kills.count == 10 && kills.allSatisfy { $0.name == "web" && $0.certainty == .watched })
    #expect(tracker.count("web") == 10)
    #expect(tracker.count("s") == 0)
    let second = tracker.tick(tree, watched: [])
    #expect(second.isEmpty)
  }

  @Test func theRowOfAnInnerGroupIsTheScope() {
    var (tree, tracker) = OomTree.begin()
    tree.add("/s/pod.scope")
    let scope = tree.inode("/s/pod.scope")
    tree.add("/s/pod.scope/container")
    let inner = tree.inode("/s/pod.scope/container")
    tree.kill("/s/pod.scope/container", limit: "/s/pod.scope")
    tree.remove("/s/pod.scope")
    let told = WatchedOom(
      path: at("/s/pod.scope/container"), inode: inner, above: [scope, tree.inode("/s"), 1], row: at("/s/pod.scope"),
      name: "pod", kills: 1, limit: at("/s/pod.scope"))
    let kills = tracker.tick(tree, watched: [told])
    #expect(kills.map(\.victim) == [at("/s/pod.scope")])
    #expect(kills.map(\.group) == [at("/s/pod.scope/container")])
    #expect(kills.map(\.culprit) == [.own(at("/s/pod.scope"))])
  }

  @Test func theLimitOfAScopeThatWentBeforeItCouldBeRead() {
    var (tree, tracker) = OomTree.begin()
    tree.add("/s/pod.scope")
    let scope = tree.inode("/s/pod.scope")
    tree.add("/s/pod.scope/container", row: "/s/pod.scope")
    let inner = tree.inode("/s/pod.scope/container")
    _ = tracker.tick(tree, watched: [])
    tree.kill("/s/pod.scope/container", limit: "/s/pod.scope")
    tree.remove("/s/pod.scope")
    let told = WatchedOom(
      path: at("/s/pod.scope/container"), inode: inner, above: [scope, tree.inode("/s"), 1], row: at("/s/pod.scope"),
      name: "pod", kills: 1, limit: nil, isLimitUnknown: true)
    #expect(tracker.tick(tree, watched: [told]).map(\.culprit) == [.own(at("/s/pod.scope"))])
  }

  @Test func anothersLimitIsNotItsOwn() {
    var (tree, tracker) = OomTree.begin()
    // One at its own limit and one for want of the machine's memory, both gone.
    var told = [tree.brief(Self.web, limit: Self.web), tree.brief("/s/other", limit: nil)]
    told[1].isLimitUnknown = true
    #expect(tracker.tick(tree, watched: told).map(\.culprit) == [.own(at(Self.web))])
    #expect(tracker.tick(tree, watched: []).map(\.culprit) == [.host])
  }

  @Test func aLimitAboveIsNamed() {
    var (tree, tracker) = OomTree.begin()
    var told = tree.brief(Self.web, limit: "/s")
    told.limit = at("/s")
    #expect(tracker.tick(tree, watched: [told]).map(\.culprit) == [.ancestor(at("/s"))])
    // The watch did not see it: the counters of the groups above tell.
    told = tree.brief(Self.web, limit: "/s")
    told.limit = nil
    #expect(tracker.tick(tree, watched: [told]).map(\.culprit) == [.ancestor(at("/s"))])
    told = tree.brief(Self.web, limit: nil)
    told.limit = nil
    #expect(tracker.tick(tree, watched: [told]).isEmpty)
    #expect(tracker.tick(tree, watched: []).map(\.culprit) == [.host])
  }

  @Test func whoTellsLateIsWaitedFor() {
    var (tree, tracker) = OomTree.begin()
    let told = tree.brief(Self.web, limit: Self.web)
    #expect(tracker.tick(tree, watched: []).isEmpty)
    #expect(tracker.tick(tree, watched: [told]).map(\.name) == ["web"])
    for _ in 0..<3 { #expect(tracker.tick(tree, watched: []).isEmpty) }
    #expect(tracker.count("web") == 1 && tracker.count("s") == 0)
  }

  @Test func whoNeverTellsIsCountedAbove() {
    var (tree, tracker) = OomTree.begin()
    _ = tree.brief(Self.web, limit: Self.web)
    #expect(tracker.tick(tree, watched: []).isEmpty)
    let kills = tracker.tick(tree, watched: [])
    #expect(kills.map(\.certainty) == [.below] && kills.map(\.name) == ["s"])
    #expect(kills.map(\.culprit) == [.own(at("/s"))])
  }

  @Test func whoWasCountedAboveIsNotCountedAgain() {
    var (tree, tracker) = OomTree.begin()
    let told = tree.brief(Self.web, limit: Self.web)
    for _ in 0..<2 { _ = tracker.tick(tree, watched: []) }
    for watched in [[told], [], [], [], []] { #expect(tracker.tick(tree, watched: watched).isEmpty) }
    #expect(tracker.totals.map(\.count).reduce(0, +) == 1)
    // Nor does it take what is another's.
    let other = tree.brief("/s/other", limit: "/s/other")
    #expect(tracker.tick(tree, watched: [other]).map(\.name) == ["other"])
  }

  @Test func aKillBehindTheReadingOfTheGroupAboveWaits() {
    var (tree, tracker) = OomTree.begin()
    let early = tree
    let told = tree.brief(Self.web, limit: Self.web)
    // Taken after the groups were read.
    #expect(tracker.tick(early, watched: [told]).isEmpty)
    #expect(tracker.tick(tree, watched: []).map(\.name) == ["web"])
    #expect(tracker.tick(tree, watched: []).isEmpty)
    #expect(tracker.count("s") == 0)
  }

  @Test func beneathASumThatIsAheadItWaitsToo() {
    var (tree, tracker) = OomTree.begin("/s/a")
    let told = tree.brief(Self.web, limit: Self.web)
    let early = tree.groups
    tree.kill("/s/a", limit: "/s/a")
    // The slice and the machine were read before the second kill, its victim after it.
    var mixed = tree.groups
    (mixed[0], mixed[1]) = (early[0], early[1])
    #expect(tracker.observe(mixed, hostKills: 1, watched: [told]).map(\.name) == ["a"])
    #expect(tracker.tick(tree, watched: []).map(\.name) == ["web"])
    #expect(tracker.tick(tree, watched: []).isEmpty)
    #expect(tracker.count("s") == 0 && tracker.count("a") == 1)
  }

  @Test func ofALivingGroupItsOwnCounterTells() {
    var (tree, tracker) = OomTree.begin(Self.web)
    tree.kill(Self.web, limit: Self.web)
    let told = tree.told(Self.web, tree.inode(Self.web), kills: 1, limit: Self.web, hasEnded: false)
    #expect(tracker.tick(tree, watched: [told]).map(\.certainty) == [.counted])
    var last = told
    last.kills = 3
    last.hasEnded = true
    tree.kill(Self.web, limit: Self.web, count: 2)
    tree.remove(Self.web)
    let kills = tracker.tick(tree, watched: [last])
    #expect(kills.map(\.certainty) == [.watched] && kills.map(\.count) == [2])
    #expect(tracker.count("web") == 3)
  }

  @Test func aGroupThatIsListedLaterIsNotCountedAgain() {
    var (tree, tracker) = OomTree.begin()
    let early = tree.groups
    let told = tree.brief(Self.web, limit: Self.web, stays: true)
    // It was born behind the listing, and killed before the group above was read.
    let now = tree.groups
    let above = [now[0], now[1]]
    #expect(early.count == 2)
    #expect(tracker.observe(above, hostKills: 1, watched: [told]).map(\.certainty) == [.watched])
    tree.kill(Self.web, limit: Self.web)
    let kills = tracker.tick(tree, watched: [])
    #expect(kills.map(\.certainty) == [.counted] && kills.map(\.count) == [1])
    for _ in 0..<2 { #expect(tracker.tick(tree, watched: []).isEmpty) }
    #expect(tracker.count("web") == 2 && tracker.count("s") == 0)
  }

  @Test func whatWasThereBeforeTheWatchIsNotGiven() {
    var (tree, tracker) = OomTree.begin()
    var told = tree.brief(Self.web, limit: Self.web, count: 3)
    told.base = 2
    _ = tracker.tick(tree, watched: [told])
    _ = tracker.tick(tree, watched: [])
    #expect(tracker.count("web") == 1 && tracker.count("s") == 2)
  }

  @Test func withoutANameTheGroupAboveCounts() {
    var (tree, tracker) = OomTree.begin()
    var told = tree.brief("/s/run-1.scope", limit: "/s/run-1.scope")
    told.name = nil
    let kills = tracker.tick(tree, watched: [told])
    #expect(kills.map(\.name) == ["s"] && kills.map(\.group) == [at("/s/run-1.scope")])
    #expect(tracker.count("s") == 1)
  }

  @Test func whereNoGroupAboveCountsTheWatchAloneDoes() {
    var tree = OomTree("/s")
    tree.hostKills = nil
    var tracker = OomTracker()
    _ = tracker.tick(tree, watched: [])
    let told = tree.brief("/lxc", limit: "/lxc")
    #expect(tracker.tick(tree, watched: [told]).map(\.name) == ["lxc"])
    for _ in 0..<3 { #expect(tracker.tick(tree, watched: []).isEmpty) }
    #expect(tracker.count("lxc") == 1)
  }

  @Test func aGroupAboveThatIsListedLaterDoesNotCountItAgain() {
    var (tree, tracker) = OomTree.begin()
    // Both were born behind the listing; the inner one was killed before the slice was read, and is gone.
    tree.add("/s/pod")
    let told = tree.brief("/s/pod/c", limit: "/s/pod/c")
    let above = Array(tree.groups.prefix(2))
    #expect(tracker.observe(above, hostKills: 1, watched: [told]).map(\.name) == ["c"])
    for _ in 0..<3 { #expect(tracker.tick(tree, watched: []).isEmpty) }
    #expect(tracker.totals.map(\.count).reduce(0, +) == 1)
  }

  @Test func theNameIsThatOfTheListedRow() {
    var (tree, tracker) = OomTree.begin(Self.web)
    tree.remove(Self.web)
    var told = tree.brief(Self.web, limit: Self.web)
    tree.add(Self.web)
    // Another incarnation of the same row is listed, by a name that the watch did not know.
    told.name = "another"
    #expect(tracker.tick(tree, watched: [told]).map(\.name) == ["web"])
    #expect(tracker.count("another") == nil)
  }

  @Test func namesAreBoundedWhereNoGroupComesOrGoes() {
    var tree = OomTree("/s")
    tree.hostKills = nil
    var tracker = OomTracker()
    _ = tracker.tick(tree, watched: [])
    for tick in 0..<3 {
      let told = (0..<2000).map { number in
        WatchedOom(
          path: at("/x\(tick)-\(number)"), inode: UInt64(1000 + tick * 2000 + number), above: [1],
          name: ByteText("x\(tick)-\(number)"), kills: 1)
      }
      _ = tracker.tick(tree, watched: told)
    }
    #expect(tracker.totals.count <= 4096 + 2)
  }
}
