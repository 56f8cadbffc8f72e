import ControlGroups
import ControlGroupsTesting
import Testing

@testable import GroupMetrics

/// Who waits for memory, and why: which limit was met and whose, or whether the machine has too little.
struct MemoryEvidenceTests {
  static let mib = 1_048_576.0

  /// The root (slot 0), a slice (1) with a group that waits (2) and a neighbour (3).
  struct Machine {
    var slice: [String: Double] = [:]
    var own: [String: Double] = [:]
    var other: [String: Double] = ["memory.current": 114 * mib]
    var host: HostFigures?

    func snapshot() throws -> Snapshot {
      let places = [("/", nil), ("/s", 0), ("/s/web", 1), ("/s/db", 1)] as [(String, Int?)]
      let groups: [Snapshot.Group?] = try places.map { path, parent in
        Snapshot.Group(path: try #require(GroupPath(path)), inode: 1, parent: parent)
      }
      let metrics = VerdictMetric.all.sorted()
      return Snapshot(
        groups: groups, slots: [0, 1, 2, 3], metrics: metrics,
        columns: metrics.map { id in
          let name = Catalogue[id].name
          return [[:], slice, own, other].map { $0[name] ?? Missing(.noFile).packed }
        }, host: host)
    }

    /// The first cause of a group, and what is said of it.
    func verdict(of slot: Int = 2) throws -> (cause: Cause, advice: Advice) {
      let snapshot = try snapshot()
      let cause = try #require(Verdict(snapshot, slot).causes.first)
      let names = ["/", "/s", "web", "db"]
      return (cause, Advice(cause, of: slot, in: snapshot, among: [2, 3]) { names[$0] })
    }
  }

  /// The machine over a second: how much of 2048 kB is left, and the share of the second in which somebody waited.
  static func host(availableKilobytes: Int, waits: Double) throws -> HostFigures {
    let tree = FakeTree()
    HostTexts().put(into: tree)
    tree.plain("/proc/meminfo", "MemTotal: 2048 kB\nMemFree: 100 kB\nMemAvailable: \(availableKilobytes) kB\n")
    let reader = HostReader(try tree.hierarchy())
    _ = reader.read()
    tree.plain(
      "/proc/pressure/memory",
      "some avg10=0.00 avg60=0.00 avg300=0.00 total=\(5 + Int(waits * 1e6))\n"
        + "full avg10=0.00 avg60=0.00 avg300=0.00 total=4\n")
    tree.advanceClock(nanoseconds: 1_000_000_000)
    return reader.read()
  }

  /// Half of it is cache that reclaim would take first, so its share of the room is 50 %; and that cache it needs.
  static let thrashing: [String: Double] = [
    "memory.share": 0.5, "memory.headroom": 100 * mib, "memory.headroom_by": 2, "memory.max": 200 * mib,
    "memory.high": .infinity, "memory.current": 199.99 * mib, "memory.events.max.rate": 50_000,
    "memory.events.local.max.rate": 50_000, "memory.pressure.some": 0.75, "memory.refaults": 40_000,
  ]

  /// The neighbour has done nothing, and the machine has room: its pressure is this group's.
  @Test func aGroupThatNeedsItsCacheStandsAtItsOwnLimit() throws {
    let host = try Self.host(availableKilobytes: 1800, waits: 0.75)
    let (cause, advice) = try Machine(own: Self.thrashing, host: host).verdict()
    #expect(cause == .memoryLimit(.init(slot: 2, isOwn: true, file: "memory.max", limit: 200 * Self.mib)))
    #expect(
      advice.sentence
        == "is at its own memory.max 200M: it holds 200M, cache included, and waits for memory 75% of the time")
    #expect(advice.command == "weir set web memory.max=300M")
  }

  /// Cache that nobody misses costs nothing: measured.md has a reader at 99.7 % of its limit.
  @Test(arguments: [
    ["memory.pressure.some": 0.02], ["memory.events.local.max.rate": 0], ["memory.current": 100 * mib],
  ])
  func noLimitHoldsWhoDoesNotWaitAtIt(_ change: [String: Double]) throws {
    let snapshot = try Machine(own: Self.thrashing.merging(change) { $1 }).snapshot()
    #expect(!Verdict(snapshot, 2).causes.contains { $0.binder != nil })
  }

  @Test func withoutPressureFilesRefaultsTell() throws {
    var own = Self.thrashing
    own["memory.pressure.some"] = nil
    let (cause, advice) = try Machine(own: own).verdict()
    #expect(cause.binder?.isOwn == true)
    #expect(advice.sentence.hasSuffix("cache included, and reads back 40000 pages a second that were reclaimed"))
    own["memory.refaults"] = 3
    #expect(Verdict(try Machine(own: own).snapshot(), 2).causes.isEmpty)
  }

  @Test func itsOwnHigh() throws {
    var own = Self.thrashing
    own["memory.max"] = .infinity
    own["memory.high"] = 190 * Self.mib
    own["memory.events.local.max.rate"] = 0
    own["memory.events.local.high.rate"] = 900
    let (cause, advice) = try Machine(own: own).verdict()
    #expect(cause == .memoryLimit(.init(slot: 2, isOwn: true, file: "memory.high", limit: 190 * Self.mib)))
    #expect(advice.sentence == "is slowed above its own memory.high 190M: it holds 200M, and waits 75% of the time")
    #expect(advice.command == "weir set web memory.high=285M")
  }

  @Test(arguments: ["high", "max"]) func theLimitOfAnAncestor(_ file: String) throws {
    let own: [String: Double] = [
      "memory.max": .infinity, "memory.high": .infinity, "memory.current": 60 * Self.mib,
      "memory.pressure.some": 0.75, "memory.events.local.max.rate": 0, "memory.events.local.high.rate": 0,
    ]
    let slice: [String: Double] = [
      "memory.max": .infinity, "memory.high": .infinity, "memory.current": 99 * Self.mib,
      "memory.events.local.high.rate": 0, "memory.events.local.max.rate": 0,
    ].merging(["memory.\(file)": 100 * Self.mib, "memory.events.local.\(file).rate": 4000]) { $1 }
    let host = try Self.host(availableKilobytes: 1800, waits: 0.75)
    let (cause, advice) = try Machine(slice: slice, own: own, host: host).verdict()
    #expect(cause == .memoryLimit(.init(slot: 1, isOwn: false, file: "memory.\(file)", limit: 100 * Self.mib)))
    #expect(cause.word { ["/", "/s", "web", "db"][$0] } == "mem ^/s")
    let sentence =
      file == "high"
      ? "is slowed above /s's memory.high 100M: all in that hold 99M, and it waits 75% of the time"
      : "is at /s's memory.max 100M: all in that hold 99M, cache included, and it waits for memory 75% of the time"
    #expect(advice.sentence == sentence)
    #expect(advice.command == "weir set /s memory.\(file)=150M")
    // A neighbour that does not wait is not held back.
    #expect(try Verdict(Machine(slice: slice, own: own).snapshot(), 3).causes.isEmpty)
  }

  static let waiting: [String: Double] = [
    "memory.max": .infinity, "memory.high": .infinity, "memory.current": 60 * mib, "memory.pressure.some": 0.2,
    "memory.events.local.max.rate": 0, "memory.events.local.high.rate": 0, "memory.refaults": 0,
  ]

  @Test func theMachineIsShortWhereLittleIsLeft() throws {
    let host = try Self.host(availableKilobytes: 100, waits: 0.2)
    let (cause, advice) = try Machine(own: Self.waiting, host: host).verdict()
    #expect(cause == .memory(.machineIsShort))
    #expect(
      advice.sentence
        == "waits for memory 20% of the time, by no limit: the machine is short (100K of 2M available); db takes 114M")
    #expect(advice.command == "weir set db memory.high=91.2M")
  }

  /// The kernel's estimate of what is left may be far off; tasks that wait while no limit is met tell as well.
  @Test func theMachineIsShortWhereTasksWaitAtNoLimit() throws {
    let host = try Self.host(availableKilobytes: 700, waits: 0.3)
    #expect(try Machine(own: Self.waiting, host: host).verdict().cause == .memory(.machineIsShort))
    let other = ["memory.events.max.rate": 50.0, "memory.current": 114 * Self.mib]
    #expect(try Machine(own: Self.waiting, other: other, host: host).verdict().cause == .memory(.unexplained))
  }

  @Test func nobodyIsToBeThrottledForAWaitThatNothingExplains() throws {
    let host = try Self.host(availableKilobytes: 1800, waits: 0.05)
    let (cause, advice) = try Machine(own: Self.waiting, host: host).verdict()
    #expect(cause == .memory(.unexplained))
    #expect(advice.sentence.hasSuffix("20% of the time, by no limit that is seen, and the machine has 1.8M available"))
    #expect(advice.command == nil)
    let refaults = Self.waiting.merging(["memory.refaults": 812]) { $1 }
    let again = try Machine(own: refaults).verdict().advice
    #expect(again.sentence.hasSuffix("by no limit that is seen; it reads back 812 pages a second that were reclaimed"))
  }

  /// The waits of a group are those of all above it: a slice lacks nothing because a service in it is at its limit.
  @Test func theLimitOfAGroupBelow() throws {
    let slice = Self.waiting.merging(["memory.events.max.rate": 50_000]) { $1 }
    let host = try Self.host(availableKilobytes: 1800, waits: 0.75)
    let (cause, advice) = try Machine(slice: slice, own: Self.thrashing, host: host).verdict(of: 1)
    let binder = Cause.Binder(slot: 2, isOwn: false, file: "memory.max", limit: 200 * Self.mib)
    #expect(cause == .memory(.limitBelow(binder)))
    #expect(advice.sentence == "waits for memory 20% of the time: web below it is at its own memory.max 200M")
    #expect(advice.command == "weir set web memory.max=300M")
    // Of a group that is not sampled only the count is seen.
    let blind = try Machine(slice: slice, host: host).verdict(of: 1)
    #expect(blind.advice.sentence == "waits for memory 20% of the time: a group below it is at a limit of its own")
    #expect(blind.advice.command == nil)
  }
}
