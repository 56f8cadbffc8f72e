import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// Idle groups that nobody looks at may be read less often; nothing old is shown as fresh.
struct PaceTests {
  private static let idle = "/idle.slice"
  private static let busy = "/busy.slice"

  private func sampled(_ pace: Int) throws -> SampledTree {
    try SampledTree(["cpu.cores", "memory.current"], Sampler.Options(idlePace: pace)) { tree in
      tree.group(Self.idle, SampledTree.files())
      tree.group(Self.busy, SampledTree.files())
    }
  }

  /// One second later, in which the busy group used a whole CPU.
  private func tick(_ sampled: SampledTree, _ number: Int) throws -> Snapshot {
    sampled.tree.set(
      Self.busy, "cpu.stat",
      "usage_usec \(number * 1_000_000)\nuser_usec 0\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n")
    return try sampled.sample()
  }

  private func slot(_ snapshot: Snapshot, _ path: String) throws -> Int { try #require(snapshot.slot(of: at(path))) }

  @Test func idleGroupsCostFewerReads() throws {
    func reads(_ pace: Int) throws -> Int {
      let sampled = try sampled(pace)
      for number in 1...4 { _ = try tick(sampled, number) }
      let before = (sampled.calls.counts[.read] ?? 0)
      for number in 5...16 { _ = try tick(sampled, number) }
      return (sampled.calls.counts[.read] ?? 0) - before
    }
    let always = try reads(1)
    let paced = try reads(4)
    // One of two files of one of two leaves, nine times of twelve: the CPU time is asked of all.
    #expect(always - paced == 9, "\(always) \(paced)")
  }

  @Test func anOldFigureHasItsAge() throws {
    let sampled = try sampled(4)
    var ages: [Double] = []
    for number in 1...12 {
      let snapshot = try tick(sampled, number)
      #expect(snapshot.age(try slot(snapshot, Self.busy)) == 0)
      if number > 1 { #expect(snapshot.figure("cpu.cores", Self.busy) == .number(1)) }
      ages.append(snapshot.age(try slot(snapshot, Self.idle)))
    }
    #expect(ages.prefix(2) == [0, 0])
    #expect(ages.contains(0) && ages.contains(3) && !ages.contains(4))
  }

  /// A group that wakes up is read at once, with the rate of the whole time since its last reading.
  @Test func whatWakesUpIsReadAtOnce() throws {
    let sampled = try sampled(4)
    var number = 1
    var snapshot = try tick(sampled, number)
    while snapshot.age(try slot(snapshot, Self.idle)) == 0 {
      number += 1
      snapshot = try tick(sampled, number)
    }
    #expect(snapshot.age(try slot(snapshot, Self.idle)) == 1)
    sampled.tree.set(Self.idle, "memory.current", "7\n")
    sampled.tree.set(
      Self.idle, "cpu.stat",
      "usage_usec 1000000\nuser_usec 0\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n")
    snapshot = try tick(sampled, number + 1)
    #expect(snapshot.age(try slot(snapshot, Self.idle)) == 0)
    #expect(snapshot.figure("memory.current", Self.idle) == .number(7))
    #expect(snapshot.figure("cpu.cores", Self.idle) == .number(0.5), "1 s of CPU time in two seconds")
    // It was busy: read at the next sample too.
    snapshot = try tick(sampled, number + 2)
    #expect(snapshot.age(try slot(snapshot, Self.idle)) == 0)
    #expect(snapshot.figure("cpu.cores", Self.idle) == .number(0))
  }

  /// What changes without the use of a CPU is seen at the group's next turn, and until then said to be old.
  @Test func whatStaysIdleIsReadAtItsTurn() throws {
    let sampled = try sampled(4)
    for number in 1...4 { _ = try tick(sampled, number) }
    sampled.tree.set(Self.idle, "memory.current", "7\n")
    var turns = 0
    for number in 5...8 {
      let snapshot = try tick(sampled, number)
      let isOld = snapshot.figure("memory.current", Self.idle) == .number(Double(1 << 20))
      let age = snapshot.age(try slot(snapshot, Self.idle))
      #expect(isOld == (turns == 0 && age > 0))
      if !isOld { turns += 1 }
    }
    #expect(turns > 0)
  }

  @Test func whatSomebodyLooksAtIsReadAlways() throws {
    let sampled = try sampled(3)
    var snapshot = try tick(sampled, 1)
    sampled.sampler.visible = [try slot(snapshot, Self.idle)]
    for number in 2...9 {
      snapshot = try tick(sampled, number)
      #expect(snapshot.age(try slot(snapshot, Self.idle)) == 0)
    }
    sampled.sampler.visible = []
    var ages: Set<Double> = []
    for number in 10...15 {
      snapshot = try tick(sampled, number)
      ages.insert(snapshot.age(try slot(snapshot, Self.idle)))
    }
    #expect(ages == [0, 1, 2])
  }

  /// Where not all descriptors can be kept, those of the file that every group is asked for are.
  @Test func theFileThatAllAreAskedForIsKept() throws {
    let sampled = try SampledTree(["cpu.cores", "memory.current"], Sampler.Options(budget: 4, idlePace: 4)) { tree in
      for number in 1...3 { tree.group("/group-\(number).slice", SampledTree.files()) }
    }
    for _ in 1...40 { _ = try sampled.sample() }
    let before = sampled.calls.counts[.openFile] ?? 0
    // Idle groups whose turn it is not: nothing is opened for them.
    var least = Int.max
    for _ in 1...8 {
      let opened = sampled.calls.counts[.openFile] ?? 0
      _ = try sampled.sample()
      least = min(least, (sampled.calls.counts[.openFile] ?? 0) - opened)
    }
    #expect((sampled.calls.counts[.openFile] ?? 0) - before <= 8, "each group's other file, twice, and the root's")
    #expect(least == 0)
  }
}
