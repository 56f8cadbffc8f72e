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

  private func used(_ microseconds: Int) -> String {
    "usage_usec \(microseconds)\nuser_usec 0\nsystem_usec 0\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n"
  }

  /// The time of a group is part of that of the one above: below one that used none nobody is asked.
  @Test func belowAnIdleGroupNobodyIsAsked() throws {
    let pace = 100
    let sampled = try SampledTree(["cpu.cores", "memory.current"], Sampler.Options(idlePace: pace)) { tree in
      tree.group(Self.idle, SampledTree.files())
      for number in 0..<8 { tree.group("\(Self.idle)/\(number)", SampledTree.files()) }
      tree.group(Self.busy, SampledTree.files())
    }
    for number in 1...4 { _ = try tick(sampled, number) }
    var number = 4
    func reads(_ change: () -> Void = {}) throws -> (reads: Int, snapshot: Snapshot) {
      number += 1
      change()
      let before = sampled.calls.counts[.read] ?? 0
      let snapshot = try tick(sampled, number)
      return ((sampled.calls.counts[.read] ?? 0) - before, snapshot)
    }
    // Two files of the parent and of the busy group; a leaf's turn would be two more.
    var least = Int.max
    for _ in 0..<4 { least = min(least, try reads().reads) }
    #expect(least == 4)
    // One wakes: all its siblings are asked for their time, and it is read.
    let woken = try reads {
      sampled.tree.set(Self.idle, "cpu.stat", used(500_000))
      sampled.tree.set("\(Self.idle)/3", "cpu.stat", used(500_000))
    }
    #expect(woken.reads == 4 + 8 + 2)
    #expect(woken.snapshot.age(try slot(woken.snapshot, "\(Self.idle)/3")) == 0)
    #expect(woken.snapshot.age(try slot(woken.snapshot, "\(Self.idle)/4")) > 0)
    // It takes two idle readings to be idle again.
    for _ in 0..<3 { _ = try reads() }
    #expect(try reads().reads <= 6)
  }

  /// Its process is known from before it slept, so the first second of its work has a name.
  @Test func whatWakesUpHasItsBusiestProcessAtOnce() throws {
    func stat(_ ticks: Int) -> String {
      "10 (sleeper) S 1 1 1 0 -1 4194560 0 0 0 0 \(ticks) 0 0 0 20 0 1 0 5 0 0\n"
    }
    let sampled = try SampledTree(["top_process"], Sampler.Options(idlePace: 100)) { tree in
      tree.group(Self.idle, SampledTree.files())
      tree.group(Self.busy, SampledTree.files())
      tree.set(Self.idle, "cgroup.procs", "10\n")
      tree.set(Self.busy, "cgroup.procs", "")
      tree.plain("/proc/10/stat", stat(100))
    }
    for number in 1...8 { _ = try tick(sampled, number) }
    // Somebody looks at it: it is read, and its process is still not looked at.
    sampled.sampler.visible = [try slot(tick(sampled, 9), Self.idle)]
    let before = sampled.calls.counts[.openFile] ?? 0
    var snapshot = try tick(sampled, 10)
    #expect(snapshot.reason("top_process", Self.idle) == .nothingToShare)
    let opened = (sampled.calls.counts[.openFile] ?? 0) - before
    sampled.tree.set(Self.idle, "cpu.stat", used(300_000))
    sampled.tree.plain("/proc/10/stat", stat(130))
    snapshot = try tick(sampled, 11)
    #expect(snapshot.text(Catalogue.id("top_process"), try slot(snapshot, Self.idle)) == "sleeper[10]")
    #expect((sampled.calls.counts[.openFile] ?? 0) - before > opened)
  }

  /// A task that waits for a device uses no CPU time: its group is not idle.
  @Test func whatIsStalledIsReadAtOnce() throws {
    func pressure(_ total: Int) -> String {
      "some avg10=0.00 avg60=0.00 avg300=0.00 total=\(total)\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n"
    }
    let sampled = try SampledTree(["cpu.cores", "io.pressure.some"], Sampler.Options(idlePace: 100)) { tree in
      tree.group(Self.idle, SampledTree.files())
      for number in 0..<3 { tree.group("\(Self.idle)/\(number)", SampledTree.files()) }
      for path in [Self.idle] + (0..<3).map({ "\(Self.idle)/\($0)" }) { tree.set(path, "io.pressure", pressure(0)) }
    }
    for _ in 1...4 { _ = try sampled.sample() }
    let quiet = try sampled.sample()
    #expect(quiet.age(try slot(quiet, "\(Self.idle)/1")) > 0)
    sampled.tree.set(Self.idle, "io.pressure", pressure(900_000))
    sampled.tree.set("\(Self.idle)/1", "io.pressure", pressure(900_000))
    let snapshot = try sampled.sample()
    #expect(snapshot.age(try slot(snapshot, "\(Self.idle)/1")) == 0)
    #expect(try #require(snapshot.number(Catalogue.id("io.pressure.some"), slot(snapshot, "\(Self.idle)/1"))) > 0)
    #expect(snapshot.age(try slot(snapshot, "\(Self.idle)/2")) > 0, "its siblings were only asked")
  }

  /// A group that is not read has the same raw numbers in both samples, whenever it was read last.
  @Test func whatIsSkippedKeepsItsNumbers() throws {
    let sampled = try sampled(7)
    sampled.tree.set(Self.idle, "memory.current", "5\n")
    var number = 0
    for memory in [5, 6, 7] {
      sampled.tree.set(Self.idle, "memory.current", "\(memory)\n")
      var seen: [Double] = []
      for _ in 0..<14 {
        number += 1
        let snapshot = try tick(sampled, number)
        seen.append(try #require(snapshot.number(Catalogue.id("memory.current"), slot(snapshot, Self.idle))))
      }
      // Once it was read it stays.
      #expect(seen.last == Double(memory))
      #expect(seen == seen.sorted())
    }
  }
}
