import ControlGroups
import Testing

@testable import GroupMetrics

/// Kills by identity, through sequences of ticks.
struct OomTrackerTests {
  @Test func aLivingGroupTellsItsOwn() {
    var tree = OomTree("/system.slice", "/system.slice/web.service")
    tree.kill("/system.slice/web.service", limit: "/system.slice/web.service", count: 5)
    var tracker = OomTracker()
    let firstTick = tracker.tick(tree)
    #expect(firstTick.isEmpty)
    #expect(tracker.count("web.service") == 0, "what was before the first sight does not count")
    tree.kill("/system.slice/web.service", limit: "/system.slice/web.service", count: 2)
    let kills = tracker.tick(tree)
    #expect(kills.map(\.name) == ["web.service"])
    #expect(kills.first?.count == 2)
    #expect(kills.first?.culprit == .own(at("/system.slice/web.service")))
    #expect(kills.first?.certainty == .counted)
    #expect(tracker.count("web.service") == 2)
    #expect(tracker.count("system.slice") == 0, "a group above is not a victim")
    let secondTick = tracker.tick(tree)
    #expect(secondTick.isEmpty)
    #expect(tracker.count("web.service") == 2)
  }

  @Test func anAncestorsLimitIsNamed() {
    var tree = OomTree("/a", "/a/b", "/a/b/c", "/a/d")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/a/b/c", limit: "/a")
    let kills = tracker.tick(tree)
    #expect(kills.map(\.group) == [at("/a/b/c")])
    #expect(kills.first?.culprit == .ancestor(at("/a")))
  }

  @Test func theMachinesMemoryIsTheHosts() {
    var tree = OomTree("/a", "/a/b")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/a/b", limit: nil)
    // The limit's counter might not have been read yet.
    let firstTick = tracker.tick(tree)
    #expect(firstTick.isEmpty)
    #expect(tracker.count("b") == 1)
    let secondTick = tracker.tick(tree)
    #expect(secondTick.map(\.culprit) == [.host])
    #expect(tracker.count("b") == 1)
  }

  @Test func aLimitThatWasReadBeforeTheKillIsFoundATickLater() {
    var tree = OomTree("/a", "/a/b")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    let early = tree.groups
    tree.kill("/a/b", limit: "/a")
    var mixed = tree.groups
    mixed[0] = early[0]
    mixed[1] = early[1]
    let mixedTick = tracker.observe(mixed, hostKills: 0)
    #expect(mixedTick.isEmpty)
    let firstTick = tracker.tick(tree)
    #expect(firstTick.map(\.culprit) == [.ancestor(at("/a"))])
    let secondTick = tracker.tick(tree)
    #expect(secondTick.isEmpty)
    #expect(tracker.totals.map(\.count).reduce(0, +) == 1, "nothing is counted twice")
  }

  @Test func aLimitThatWasHitATickBeforeTheKill() {
    var tree = OomTree("/a", "/a/b")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.hit("/a")
    #expect(tracker.tick(tree).isEmpty)
    tree.kill("/a/b", limit: nil)
    #expect(tracker.tick(tree).map(\.culprit) == [.ancestor(at("/a"))])
    // That hit had its kill: the next one is another's.
    tree.kill("/a/b", limit: nil)
    #expect(tracker.tick(tree).isEmpty)
    #expect(tracker.tick(tree).map(\.culprit) == [.host])
    // Nor is one of several hits of the same kill.
    for _ in 0..<5 { tree.hit("/a") }
    tree.kill("/a/b", limit: "/a")
    #expect(tracker.tick(tree).map(\.culprit) == [.ancestor(at("/a"))])
    tree.kill("/a/b", limit: nil)
    #expect(tracker.tick(tree).isEmpty)
    #expect(tracker.tick(tree).map(\.culprit) == [.host])
    // Nor is a hit without a kill one for long.
    tree.hit("/a")
    for _ in 0..<2 { #expect(tracker.tick(tree).isEmpty) }
    tree.kill("/a/b", limit: nil)
    #expect(tracker.tick(tree).isEmpty)
    #expect(tracker.tick(tree).map(\.culprit) == [.host])
  }

  @Test func aLimitThatWasHitATickBeforeTheKillOfAGroupThatWent() {
    var tree = OomTree("/s", "/s/web")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.hit("/s/web")
    #expect(tracker.tick(tree).isEmpty)
    tree.kill("/s/web", limit: nil)
    tree.remove("/s/web")
    let kills = tracker.tick(tree)
    #expect(kills.map(\.name) == ["web"])
    #expect(kills.map(\.culprit) == [.own(at("/s/web"))])
  }

  @Test func aGroupThatCameAndWentBetweenTicks() {
    var tree = OomTree("/s", "/s/a")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.add("/s/brief")
    tree.kill("/s/brief", limit: "/s/brief")
    tree.remove("/s/brief")
    let kills = tracker.tick(tree)
    #expect(kills.map(\.certainty) == [.below])
    #expect(kills.map(\.name) == ["s"])
  }

  @Test func aNewbornCountsFromZeroAndLosesNothing() {
    var tree = OomTree("/s", "/s/a")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.add("/s/new")
    tree.kill("/s/new", limit: "/s/new")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.map(\.name) == ["new"])
    #expect(tracker.count("new") == 0, "0 at first sight")
    let secondTick = tracker.tick(tree)
    #expect(secondTick.isEmpty)
    #expect(tracker.count("new") == 1)
    #expect(tracker.count("s") == 0)
  }

  @Test func aGroupMadeAnewGoesOnCounting() {
    var tree = OomTree("/s", "/s/web")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/s/web", limit: "/s/web", count: 3)
    let firstTick = tracker.tick(tree)
    #expect(firstTick.map(\.count) == [3])
    tree.remove("/s/web")
    tree.add("/s/web")
    let secondTick = tracker.tick(tree)
    #expect(secondTick.isEmpty)
    #expect(tracker.count("web") == 3)
    tree.kill("/s/web", limit: "/s/web")
    let thirdTick = tracker.tick(tree)
    #expect(thirdTick.map(\.count) == [1])
    #expect(tracker.count("web") == 4)
  }

  @Test func oneIncarnationIsKilledAndTheNextIsThere() {
    var tree = OomTree("/s", "/s/web")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    let old = tree.nodes.first { $0.path == at("/s/web") }?.inode
    tree.kill("/s/web", limit: "/s/web")
    tree.remove("/s/web")
    tree.add("/s/web")
    let kills = tracker.tick(tree)
    #expect(kills.map(\.certainty) == [.inferred])
    #expect(kills.first?.inode == old)
    #expect(tracker.count("web") == 1)
  }

  @Test func aScopeAndItsInnerGroupAreOne() {
    var tree = OomTree("/machine.slice", "/machine.slice/libpod-1.scope")
    tree.add("/machine.slice/libpod-1.scope/container", row: "/machine.slice/libpod-1.scope")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    // Seen: the scope's own limit is hit, the processes are in the inner group.
    tree.kill("/machine.slice/libpod-1.scope/container", limit: "/machine.slice/libpod-1.scope")
    let alive = tracker.tick(tree)
    #expect(alive.map(\.victim) == [at("/machine.slice/libpod-1.scope")])
    #expect(alive.map(\.culprit) == [.own(at("/machine.slice/libpod-1.scope"))])
    tree.kill("/machine.slice/libpod-1.scope/container", limit: "/machine.slice/libpod-1.scope")
    tree.remove("/machine.slice/libpod-1.scope")
    let gone = tracker.tick(tree)
    #expect(gone.map(\.name) == ["libpod-1.scope"])
    #expect(gone.map(\.culprit) == [.own(at("/machine.slice/libpod-1.scope"))])
    #expect(tracker.count("libpod-1.scope") == 2)
  }

  @Test func ofRowsWithinOneAnotherTheInnerOneIsTheVictim() {
    var tree = OomTree("/kubepods", "/kubepods/pod1", "/kubepods/pod1/c1")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/kubepods/pod1/c1", limit: "/kubepods/pod1/c1")
    tree.remove("/kubepods/pod1")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.map(\.victim) == [at("/kubepods/pod1/c1")])
  }

  @Test func aCounterThatWentDownTellsNothing() {
    var tree = OomTree("/s", "/s/a", "/s/b")
    tree.kill("/s/a", limit: "/s/a", count: 5)
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    for index in tree.nodes.indices where tree.nodes[index].path == at("/s") { tree.nodes[index].kills = 2 }
    tree.remove("/s/b")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.isEmpty)
    tree.kill("/s/a", limit: "/s/a")
    let secondTick = tracker.tick(tree)
    #expect(secondTick.map(\.count) == [1])
    #expect(tracker.count("a") == 1)
  }

  @Test func withoutLocalCountersALeafTellsAndNoLimitIsBlamed() {
    var tree = OomTree("/s", "/s/a")
    for index in tree.nodes.indices {
      tree.nodes[index].localKills = nil
      tree.nodes[index].localHits = nil
    }
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/s/a", limit: "/s/a")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.isEmpty)
    let kills = tracker.tick(tree)
    #expect(kills.map(\.name) == ["a"])
    #expect(kills.map(\.culprit) == [.unknown])
  }

  @Test func groupsWithoutTheControllerAreCountedAbove() {
    var tree = OomTree("/s", "/s/t", "/s/t/u")
    for index in tree.nodes.indices where tree.nodes[index].path != at("/s") {
      tree.nodes[index].kills = nil
      tree.nodes[index].localKills = nil
    }
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.remove("/s/t/u")
    let firstTick = tracker.tick(tree)
    #expect(firstTick.isEmpty)
    tree.kill("/s", limit: "/s")
    let secondTick = tracker.tick(tree)
    #expect(secondTick.map(\.group) == [at("/s")])
  }

  @Test func inANamespaceTheMachinesCountIsNotAsked() {
    var tree = OomTree()
    tree.nodes[0].kills = 0
    tree.nodes[0].localKills = 0
    tree.nodes[0].hits = 0
    tree.nodes[0].localHits = 0
    tree.hostKills = nil
    tree.add("/a")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    tree.kill("/a", limit: "/a")
    tree.remove("/a")
    let kills = tracker.tick(tree)
    #expect(kills.map(\.name) == ["a"])
    #expect(kills.map(\.culprit) == [.own(at("/a"))])
  }

  /// Many births, deaths and kills at random: what is counted is what was killed, no more and no less.
  @Test(arguments: 1...20) func theSumIsTrue(seed: UInt64) {
    var random = seed &* 0x9E37_79B9_7F4A_7C15
    func next(_ below: UInt64) -> UInt64 {
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      return random % below
    }
    var tree = OomTree("/s", "/s/t", "/u")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    var names: [String] = []
    var killed: UInt64 = 0
    for step in 0..<200 {
      for _ in 0..<next(3) {
        let name = ["/s/", "/s/t/", "/u/"][Int(next(3))] + "g\(step)-\(next(1_000_000))"
        tree.add(name)
        names.append(name)
      }
      for _ in 0..<next(3) where !names.isEmpty {
        let name = names[Int(next(UInt64(names.count)))]
        let limits = [name, "/s", "/u", nil]
        tree.kill(name, limit: limits[Int(next(4))])
        killed += 1
      }
      for _ in 0..<next(3) where !names.isEmpty { tree.remove(names.remove(at: Int(next(UInt64(names.count))))) }
      _ = tracker.tick(tree)
    }
    for _ in 0..<3 { _ = tracker.tick(tree) }
    #expect(tracker.totals.map(\.count).reduce(0, +) == killed)
  }

  @Test func namesStayInOrderWhileGroupsComeAndGo() {
    var tree = OomTree("/s", "/s/b", "/s/d")
    var tracker = OomTracker()
    _ = tracker.tick(tree)
    for change in ["+/s/c", "-/s/b", "+/s/a", "-/s/c", "+/s/e", ""] {
      if change.hasPrefix("+") { tree.add(String(change.dropFirst())) }
      if change.hasPrefix("-") {
        tree.kill(String(change.dropFirst()), limit: nil)
        tree.remove(String(change.dropFirst()))
      }
      _ = tracker.tick(tree)
      let all = tracker.totals.sorted { $0.name < $1.name }
      for _ in 0..<2 {
        var told: [(name: ByteText, count: UInt64)] = []
        tracker.forEachSorted { told.append(($0, $1)) }
        #expect(told.elementsEqual(all) { $0 == $1 }, "after \(change)")
      }
    }
  }
}
