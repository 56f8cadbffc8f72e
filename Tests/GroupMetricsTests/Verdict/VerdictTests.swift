import ControlGroups
import Testing

@testable import GroupMetrics

/// Which cause is named, whose limit it is, and what would help.
struct VerdictTests {
  /// A slice (slot 0) with a busy group (1) and a neighbour (2).
  static func snapshot(
    _ own: [String: Double], slice: [String: Double] = [:], other: [String: Double] = [:], host: HostFigures? = nil
  ) throws -> Snapshot {
    let groups: [Snapshot.Group?] = try [("/s", nil), ("/s/web", 0), ("/s/db", 0)].map { path, parent in
      Snapshot.Group(path: try #require(GroupPath(path)), inode: 1, parent: parent)
    }
    return Snapshot(
      groups: groups, slots: [0, 1, 2], metrics: VerdictMetric.all.sorted(),
      columns: VerdictMetric.all.sorted().map { id in
        let name = Catalogue[id].name
        let missing = Missing(.noFile).packed
        return [slice[name] ?? missing, own[name] ?? missing, other[name] ?? missing]
      }, host: host)
  }

  static let names = ["/s", "web", "db"]

  func causes(_ own: [String: Double], slice: [String: Double] = [:]) throws -> [Cause] {
    try Verdict(Self.snapshot(own, slice: slice), 1).causes
  }

  func advice(
    _ own: [String: Double], slice: [String: Double] = [:], other: [String: Double] = [:], idle: Double? = nil
  ) throws -> Advice {
    let snapshot = try Self.snapshot(own, slice: slice, other: other)
    let cause = try #require(Verdict(snapshot, 1).causes.first)
    return Advice(cause, of: 1, in: snapshot, among: [0, 1, 2], idleCPUs: idle) { Self.names[$0] }
  }

  @Test func nothingHoldsAnIdleGroup() throws {
    #expect(try causes([:]).isEmpty)
    #expect(try causes(["cpu.throttled": 0.01, "memory.share": 0.5, "cpu.pressure.some": 0.1, "frozen": 0]).isEmpty)
  }

  @Test func ownQuota() throws {
    let figures: [String: Double] = [
      "cpu.throttled": 0.71, "cpu.max": 2, "cpu.throttled_by": 1, "cpu.pressure.some": 0.88, "cpu.cores": 2,
    ]
    // The wait is the quota's doing: it is not contention.
    #expect(try causes(figures) == [.cpuLimit(.init(slot: 1, isOwn: true, file: "cpu.max", limit: 2))])
    let advice = try advice(figures, idle: 0.9)
    #expect(advice.sentence == "is held by its own cpu.max 2.0: throttled 71% of periods, host idle 0.9 CPUs")
    #expect(advice.command == "weir set web cpu.max=3.0cpu")
  }

  @Test func quotaOfAnAncestor() throws {
    let figures: [String: Double] = ["cpu.throttled": 0.44, "cpu.throttled_by": 0.0, "cpu.max": .infinity]
    let cause = try #require(try causes(figures, slice: ["cpu.max": 1]).first)
    #expect(cause.word { Self.names[$0] } == "cpu ^/s")
    let advice = try advice(figures, slice: ["cpu.max": 1])
    #expect(advice.sentence == "is held by /s's cpu.max 1.0: throttled 44% of periods")
    #expect(advice.command == "weir set /s cpu.max=1.5cpu")
  }

  /// Its own quota is smaller, but that of the slice ran out. An idle group beside it is not held by it.
  @Test func whoDoesNotWantToRunIsHeldByNoQuota() throws {
    var figures: [String: Double] = [
      "cpu.throttled": 0.8, "cpu.throttled_by": 0.0, "cpu.max": 2, "cpu.pressure.some": 0.8, "cpu.throttled_time": 0.75,
    ]
    let binder = Cause.Binder(slot: 0, isOwn: false, file: "cpu.max", limit: 4)
    #expect(try causes(figures, slice: ["cpu.max": 4]) == [.cpuLimit(binder)])
    figures["cpu.throttled_time"] = 0
    figures["cpu.pressure.some"] = 0
    #expect(try causes(figures, slice: ["cpu.max": 4]).isEmpty)
  }

  @Test func memoryLimits() throws {
    let own: [String: Double] = [
      "memory.share": 0.95, "memory.headroom_by": 1, "memory.max": 2_147_483_648, "memory.headroom": 104_857_600,
      "memory.pressure.some": 0.3,
    ]
    #expect(try causes(own) == [.memoryLimit(.init(slot: 1, isOwn: true, file: "memory.max", limit: 2_147_483_648))])
    let advice = try advice(own)
    #expect(advice.sentence == "is at its own memory.max 2G: 95% of the room is taken, 100M left")
    #expect(advice.command == "weir set web memory.max=3G")
    let above: [String: Double] = ["memory.share": 0.95, "memory.headroom_by": 0.0]
    let binder = Cause.Binder(slot: 0, isOwn: false, file: "memory.max", limit: 1_073_741_824)
    #expect(try causes(above, slice: ["memory.max": 1_073_741_824]) == [.memoryLimit(binder)])
    let high: [String: Double] = [
      "memory.events.local.high.rate": 3, "memory.high": 1_610_612_736, "memory.current": 1_700_000_000,
      "memory.pressure.some": 0.5,
    ]
    #expect(try causes(high).first?.binder?.file == "memory.high")
    #expect(try self.advice(high).sentence.hasPrefix("is slowed above its own memory.high 1.5G: it holds 1.6G"))
  }

  @Test func pids() throws {
    let figures: [String: Double] = [
      "pids.share": 1, "pids.headroom_by": 1, "pids.max": 100, "pids.current": 100, "pids.events.max.rate": 2,
    ]
    let advice = try advice(figures)
    #expect(advice.sentence == "is at its own pids.max 100: 100 tasks, forks fail")
    #expect(advice.command == "weir set web pids.max=200")
  }

  /// Since Linux 6.11 a group counts what limits below it refuse; only `.local` is of its own.
  @Test func forksThatALimitBelowRefusesAreNotItsOwn() throws {
    var figures: [String: Double] = [
      "pids.share": 0.01, "pids.headroom_by": 1, "pids.max": 16384, "pids.current": 40, "pids.events.max.rate": 2,
      "pids.events.local.max.rate": 0,
    ]
    #expect(try causes(figures).isEmpty)
    figures["pids.share"] = 0.95
    #expect(try advice(figures).sentence == "is at its own pids.max 16384: 40 tasks")
    figures["pids.events.local.max.rate"] = 2
    #expect(try advice(figures).sentence == "is at its own pids.max 16384: 40 tasks, forks fail")
  }

  /// The kernel says whose limit it was, also where another leaves less room by now.
  @Test func forksFailAtTheLimitOfItsSlice() throws {
    let figures: [String: Double] = [
      "pids.share": 0.2, "pids.headroom_by": 1, "pids.max": 100, "pids.current": 20, "pids.events.max.rate": 0,
      "pids.events.local.max.rate": 0,
    ]
    let slice: [String: Double] = ["pids.max": 500, "pids.events.local.max.rate": 3]
    let binder = Cause.Binder(slot: 0, isOwn: false, file: "pids.max", limit: 500)
    #expect(try causes(figures, slice: slice) == [.pidsLimit(binder)])
    #expect(try advice(figures, slice: slice).sentence == "is at /s's pids.max 500: 20 tasks, forks fail")
  }

  /// No kernel has such a limit, but a copied tree may say so.
  @Test func limitsThatNoNumberHolds() throws {
    let most = Double(UInt64.max)
    let pids: [String: Double] = ["pids.share": 1, "pids.headroom_by": 1, "pids.max": most, "pids.current": most]
    #expect(try advice(pids).command == "weir set web pids.max=18446744073709551615")
    let memory: [String: Double] = [
      "memory.share": 1, "memory.headroom_by": 1, "memory.max": most, "memory.headroom": most, "memory.refaults": most,
    ]
    #expect(try advice(memory).command == "weir set web memory.max=24E")
    let cpu: [String: Double] = ["cpu.throttled": most, "cpu.throttled_by": 1, "cpu.max": most]
    #expect(try advice(cpu).sentence.hasPrefix("is held by its own cpu.max "))
    #expect(Human.percent(-0.07) == "-7%" && Human.percent(0.714) == "71%" && Human.percent(-0.001) == "0%")
  }

  @Test func contentionNamesWhoTakes() throws {
    let cpu = try advice(["cpu.pressure.some": 0.6], slice: ["cpu.cores": 4], other: ["cpu.cores": 2.9])
    #expect(cpu.sentence == "waits for a CPU 60% of the time, by no quota: others use them; db takes 2.9 CPUs")
    #expect(cpu.command == "weir set db cpu.weight=50")
    let disk = try advice(["io.pressure.some": 0.41], other: ["io.bytes": 310e6])
    #expect(disk.sentence == "waits for disks 41% of the time; db takes 310M a second")
  }

  /// Nobody is beside the root: those below it compete, and beside a namespace's there may be others that are not seen.
  @Test(
    arguments: [
      (1, "what runs on the machine wants more than there are"),
      (4242, "what runs in it wants more than there are, or others of the machine use them"),
    ] as [(UInt64, String)])
  func theRootHasNoOthers(_ inode: UInt64, _ words: String) throws {
    let web = try #require(GroupPath("/web"))
    let db = try #require(GroupPath("/db"))
    let metrics = [VerdictMetric.cpuCores, VerdictMetric.cpuPressure]
    let snapshot = Snapshot(
      groups: [
        Snapshot.Group(path: .root, inode: inode, parent: nil), Snapshot.Group(path: web, inode: 8, parent: 0),
        Snapshot.Group(path: db, inode: 9, parent: 0),
      ], slots: [0, 1, 2], metrics: metrics.sorted(),
      columns: metrics.sorted().map { $0 == VerdictMetric.cpuCores ? [4, 1, 2.9] : [0.6, 0, 0] })
    let cause = try #require(Verdict(snapshot, 0).causes.first)
    let advice = Advice(cause, of: 0, in: snapshot, among: [0, 1, 2]) { ["/", "web", "db"][$0] }
    #expect(
      advice.sentence
        == "waits for a CPU 60% of the time, by no quota: \(words); db takes 2.9 CPUs, web takes 1.0 CPUs")
    #expect(advice.command == "weir set db cpu.weight=50")
  }

  /// A service whose own groups below are throttled waits, but lacks no CPU.
  @Test func quotasBelowAreNoContention() throws {
    #expect(try causes(["cpu.pressure.some": 0.8, "cpu.throttled_time.below": 0.75]).isEmpty)
    #expect(try causes(["cpu.pressure.some": 0.8, "cpu.throttled_time.below": 0.1]) == [.cpu])
  }

  @Test func ioLimitIsNotTheDisk() throws {
    var context = Verdict.Context()
    context.ioLimit = Cause.Binder(slot: 0, isOwn: false, file: "io.max", limit: 1e6)
    let snapshot = try Self.snapshot(["io.pressure.some": 0.5])
    #expect(Verdict(snapshot, 1, context).causes.map(\.code) == ["io_limit"])
    #expect(Verdict(snapshot, 1).causes.map(\.code) == ["disk"])
  }

  @Test func severityOrdersCauses() throws {
    var context = Verdict.Context()
    context.kills = Verdict.Kills(count: 3, secondsAgo: 240, culprit: .host)
    let figures: [String: Double] = [
      "frozen": 1, "memory.swap.in": 5e6, "cpu.pressure.some": 0.9, "pids.share": 0.95, "pids.headroom_by": 1,
      "pids.max": 9,
    ]
    let causes = Verdict(try Self.snapshot(figures), 1, context).causes
    #expect(causes.map(\.code) == ["oom", "pids_limit", "cpu", "swap", "frozen"])
    #expect(causes[0].word { Self.names[$0] } == "oom 4m x3")
  }
}
