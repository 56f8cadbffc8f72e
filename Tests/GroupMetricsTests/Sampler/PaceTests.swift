import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// Idle groups, and those that nobody looks at, may be read less often; nothing old is shown as fresh.
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
    // Two files of one of two leaves, nine times of twelve.
    #expect(always - paced == 18, "\(always) \(paced)")
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

  /// A group that wakes up is seen at its next turn, with the rate of the whole time since its last reading.
  @Test func aRateIsOfTheTimeSinceTheLastReading() throws {
    let sampled = try sampled(4)
    var number = 1
    var snapshot = try tick(sampled, number)
    while snapshot.age(try slot(snapshot, Self.idle)) == 0 {
      number += 1
      snapshot = try tick(sampled, number)
    }
    sampled.tree.set(Self.idle, "memory.current", "7\n")
    sampled.tree.set(
      Self.idle, "cpu.stat",
      "usage_usec 2000000\nuser_usec 0\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n")
    var seen = false
    for _ in 0..<4 {
      number += 1
      snapshot = try tick(sampled, number)
      let slot = try slot(snapshot, Self.idle)
      if snapshot.age(slot) > 0 {
        #expect(snapshot.figure("memory.current", Self.idle) == .number(Double(1 << 20)))
      } else if !seen {
        seen = true
        #expect(snapshot.figure("memory.current", Self.idle) == .number(7))
        #expect(snapshot.figure("cpu.cores", Self.idle) == .number(0.5), "2 s of CPU time in four seconds")
      }
    }
    #expect(seen)
    // It is busy now: read at the next sample too.
    #expect(try slot(tick(sampled, number + 1), Self.idle) >= 0)
  }

  @Test func whatIsOffTheScreenIsReadAtThatPaceToo() throws {
    let sampled = try sampled(3)
    for number in 1...3 { _ = try tick(sampled, number) }
    sampled.sampler.visible = []
    var ages: Set<Double> = []
    for number in 4...9 {
      let snapshot = try tick(sampled, number)
      ages.insert(snapshot.age(try slot(snapshot, Self.busy)))
    }
    #expect(ages == [0, 1, 2])
    sampled.sampler.visible = nil
    _ = try tick(sampled, 10)
    let snapshot = try tick(sampled, 11)
    #expect(snapshot.age(try slot(snapshot, Self.busy)) == 0)
  }
}
