import ControlGroups
import Testing

@testable import GroupMetrics

/// Births, deaths and kills at random, while groups are read one after the other and the watch is late at random.
struct OomWatchedOrderTests {
  private struct Random {
    var state: UInt64
    mutating func next(_ below: UInt64) -> UInt64 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return state % below
    }
  }

  /// Names count exactly what was killed: nothing for the slices, nothing twice.
  @Test(arguments: 1...40) func everyKillIsItsVictims(seed: UInt64) {
    var random = Random(state: seed &* 0x9E37_79B9_7F4A_7C15)
    var tree = OomTree("/s", "/s/t", "/u")
    var tracker = OomTracker()
    var plain = OomTracker()
    _ = plain.tick(tree)
    _ = tracker.tick(tree, watched: [])
    var truth: [ByteText: UInt64] = [:]
    var living: [String] = []
    var late: [WatchedOom] = []
    var overdue = 0
    func happen() {
      switch random.next(4) {
      case 0:
        // One of few names, made anew again and again.
        let name = ["/s/a", "/s/b", "/s/t/c", "/u/d", "/u/e"][Int(random.next(5))]
        guard !living.contains(name) else { return }
        tree.add(name)
        living.append(name)
      case 1, 2:
        guard !living.isEmpty else { return }
        let path = living[Int(random.next(UInt64(living.count)))]
        tree.kill(path, limit: [path, "/s", nil][Int(random.next(3))])
        truth[at(path).name, default: 0] += 1
        late.append(tree.told(path, tree.inode(path), limit: nil, hasEnded: false))
      default:
        guard !living.isEmpty else { return }
        let path = living.remove(at: Int(random.next(UInt64(living.count))))
        let last = tree.told(path, tree.inode(path), limit: nil)
        if last.kills > 0 { late.append(last) }
        tree.remove(path)
      }
    }
    for _ in 0..<150 {
      for _ in 0..<random.next(5) { happen() }
      let hostKills = tree.hostKills
      // Listed first, and then read one after the other: who is gone by then is left out.
      let listed = tree.nodes.map(\.inode)
      var read: [OomGroup] = []
      for inode in listed {
        if random.next(8) == 0 { happen() }
        guard let place = tree.nodes.firstIndex(where: { $0.inode == inode }) else { continue }
        var group = tree.groups[place]
        group.parent = group.path.parent.flatMap { above in read.firstIndex { $0.path == above } }
        read.append(group)
      }
      // What the watch has not told yet comes with the next tick.
      let fresh = UInt64(late.count - overdue)
      let count = random.next(4) == 0 ? overdue + Int(random.next(fresh + 1)) : late.count
      let told = Dictionary(late.prefix(count).map { ($0.inode, $0) }) { $1 }
      late.removeFirst(count)
      overdue = late.count
      _ = tracker.observe(read, hostKills: hostKills, watched: Array(told.values))
      _ = plain.observe(read, hostKills: hostKills)
    }
    let told = Dictionary(late.map { ($0.inode, $0) }) { $1 }
    _ = tracker.tick(tree, watched: Array(told.values))
    for _ in 0..<3 { _ = tracker.tick(tree, watched: []) }
    _ = plain.tick(tree)
    // Without a watch names may be those of groups above; two kills of one tick may be placed a tick late, and no more.
    let sum = plain.totals.map(\.count).reduce(0, +)
    #expect(sum >= truth.values.reduce(0, +) && sum <= truth.values.reduce(0, +) + 1)
    #expect(tracker.totals.map(\.count).reduce(0, +) == truth.values.reduce(0, +), "no more and no less")
    for (name, count) in truth { #expect(tracker.count(name) == count, "\(name)") }
  }
}
