import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import WeirCommands

/// What `weir why` says of machines in memory, and that it fits on a screen.
struct WhyReportTests {
  let tree = FakeMachine.whole()
  static let web = "/system.slice/web.service"

  /// One interval of a second, in which `change` happens.
  func report(_ path: String?, end: ServiceEnd? = nil, _ change: () -> Void) throws -> WhyReport {
    try WhyReport(tree.hierarchy(), path.flatMap { GroupPath($0) }.map { [$0] }, ended: { _ in end }) {
      change()
      tree.advanceClock(nanoseconds: 1_000_000_000)
    }
  }

  func throttle(_ path: String, times: Int = 8) {
    tree.set(
      path, "cpu.stat",
      "usage_usec 3000000\nuser_usec 1\nsystem_usec 1\nnr_periods 10\nnr_throttled \(times)\n"
        + "throttled_usec \(50000 * times)\n")
  }

  func limit(_ path: String, quota: Int = 50000) {
    tree.set(path, "cpu.max", "\(quota) 100000\n")
    tree.set(
      path, "cpu.stat",
      "usage_usec 2500000\nuser_usec 1\nsystem_usec 1\nnr_periods 0\nnr_throttled 0\nthrottled_usec 0\n")
  }

  @Test func itsOwnQuota() throws {
    limit(Self.web)
    let report = try report(Self.web) { throttle(Self.web) }
    #expect(report.interval == 1)
    #expect(
      WhyText(report: report).text.hasPrefix("web.service is held by its own cpu.max 0.5: throttled 80% of periods"))
    #expect(WhyText(report: report).text.contains("  try: weir set web.service cpu.max=0.8cpu\n"))
    #expect(try SchemaTests.violations("why", WhyJSON(report: report).text) == [])
  }

  @Test func theQuotaOfItsSlice() throws {
    limit("/system.slice")
    // A smaller quota of its own, with time left.
    limit(Self.web, quota: 20000)
    tree.set(Self.web, "cpu.stat.local", "throttled_usec 0\n")
    let report = try report(Self.web) {
      throttle("/system.slice")
      throttle(Self.web, times: 0)
      tree.set(Self.web, "cpu.stat.local", "throttled_usec 750000\n")
    }
    let cause = try #require(report.rows.first?.causes.first?.cause)
    #expect(cause.binder?.isOwn == false)
    #expect(WhyText(report: report).text.contains("is held by /system.slice's cpu.max 0.5: throttled 80% of periods"))
    #expect(try SchemaTests.violations("why", WhyJSON(report: report).text) == [])
  }

  /// It did not want to run while its slice's quota was used up.
  @Test func theQuotaOfItsSliceHoldsNobodyIdle() throws {
    limit("/system.slice")
    tree.set(Self.web, "cpu.stat.local", "throttled_usec 0\n")
    let report = try report(Self.web) { throttle("/system.slice") }
    #expect(WhyText(report: report).text.hasPrefix("web.service is not held back: "))
  }

  /// The most severe first; what is gone is left out.
  @Test func severalTargets() throws {
    limit(Self.web)
    let targets = ["/gone", "/user.slice", Self.web].compactMap { GroupPath($0) }
    let report = try WhyReport(tree.hierarchy(), targets, ended: { _ in nil }) {
      throttle(Self.web)
      tree.advanceClock(nanoseconds: 1_000_000_000)
    }
    let text = WhyText(report: report).text
    #expect(text.hasPrefix("web.service is held by its own cpu.max 0.5"), "\(text)")
    #expect(text.contains("\nuser.slice is not held back: "), "\(text)")
    #expect(report.rows.count == 2)
    #expect(try SchemaTests.violations("why", WhyJSON(report: report).text) == [])
  }

  /// One match that is gone is no reason to forget who competes with the others.
  @Test func allGroupsAreStillLookedAtWhereOneIsGone() throws {
    tree.group("/system.slice/batch.service", FakeMachine.group())
    func count(_ paths: [String]) throws -> Int {
      try WhyReport(tree.hierarchy(), paths.compactMap { GroupPath($0) }, ended: { _ in nil }) {
        tree.advanceClock(nanoseconds: 1_000_000_000)
      }.count
    }
    let all = try count([Self.web])
    #expect(all > 1)
    #expect(try count(["/gone", Self.web]) == all)
  }

  /// What is in a container is looked at where it is asked for, and beside it all that competes with it.
  @Test func aGroupWithinAContainer() throws {
    let container = "/system.slice/docker-" + String(repeating: "a1", count: 32) + ".scope"
    let inside = container + "/worker"
    for path in [container, inside] { tree.group(path, FakeMachine.group()) }
    let all = try report(container) {}.count
    let report = try report(inside) {}
    #expect(report.rows.map(\.path.description) == [inside])
    #expect(report.count == all + 1)
  }

  @Test func aGlobIsForEachOfItsGroups() throws {
    let answer = weir("why", "*.service", "-d", "1ms", "-o", "json", "--root", NamedMachine.root)
    #expect(answer.exit == 0, "\(answer.errorText)")
    #expect(try JSONValue(parsing: answer.output)["groups"]?.items.count == 4)
    #expect(weir("why", "z*", on: tree).errorText.contains("no group matches \"z*\""))
  }

  /// A group's memory, and how often it met its limits; `waits` is the share of a second.
  func memory(
    _ path: String, current: Int, inactive: Int = 0, max: Int = 0, high: Int = 0, waits: Double = 0
  ) {
    let events = "low 0\nhigh \(high)\nmax \(max)\noom 0\noom_kill 0\noom_group_kill 0\n"
    tree.set(path, "memory.current", "\(current)\n")
    tree.set(
      path, "memory.stat",
      "anon 0\nfile \(current)\ninactive_file \(inactive)\nworkingset_refault_anon 0\nworkingset_refault_file 0\n")
    tree.set(path, "memory.events", events)
    tree.set(path, "memory.events.local", events)
    tree.set(
      path, "memory.pressure",
      "some avg10=0.00 avg60=0.00 avg300=0.00 total=\(Int(waits * 1e6))\n"
        + "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n")
  }

  /// Half of what it holds is cache, and the machine has room: nobody else is to blame.
  @Test func itsOwnMemoryLimitWithCache() throws {
    tree.plain("/proc/meminfo", "MemTotal: 6081740 kB\nMemFree: 4000000 kB\nMemAvailable: 5557452 kB\n")
    tree.group("/system.slice/docker.service", FakeMachine.group(memory: "119537664"))
    tree.set(Self.web, "memory.max", "209715200\n")
    memory(Self.web, current: 209_704_960, inactive: 104_857_600)
    let report = try report(Self.web) {
      memory(Self.web, current: 209_704_960, inactive: 104_857_600, max: 50_000, waits: 0.75)
    }
    #expect(
      WhyText(report: report).text == """
        web.service is at its own memory.max 200M: it holds 200M, cache included, and waits for memory 75% of the time
          try: weir set web.service memory.max=300M

        """)
    #expect(try SchemaTests.violations("why", WhyJSON(report: report).text) == [])
  }

  @Test func theMemoryHighOfItsSlice() throws {
    tree.set("/system.slice", "memory.high", "104857600\n")
    memory("/system.slice", current: 104_857_600)
    memory(Self.web, current: 83_886_080)
    let report = try report(Self.web) {
      memory("/system.slice", current: 104_857_600, high: 4000, waits: 0.8)
      memory(Self.web, current: 83_886_080, waits: 0.75)
    }
    #expect(
      WhyText(report: report).text == """
        web.service is slowed above /system.slice's memory.high 100M: all in that hold 100M, and it waits 75% of the time
          try: weir set /system.slice memory.high=150M

        """)
    #expect(report.rows.first?.causes.first?.cause.binder?.isOwn == false)
    #expect(try SchemaTests.violations("why", WhyJSON(report: report).text) == [])
  }

  /// Bytes read from each of two devices, and how long it waited.
  private func io(_ path: String, _ bytes: (limited: Int, other: Int), waits: Double = 0) {
    tree.set(
      path, "io.stat",
      "8:0 rbytes=\(bytes.other) wbytes=0 rios=1 wios=0 dbytes=0 dios=0\n"
        + "8:16 rbytes=\(bytes.limited) wbytes=0 rios=1 wios=0 dbytes=0 dios=0\n")
    tree.set(
      path, "io.pressure",
      "some avg10=0.00 avg60=0.00 avg300=0.00 total=\(Int(waits * 1e6))\n"
        + "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n")
  }

  /// It is held by its limit on one device alone, by that of its slice which is met, or by a slow disk that none limits.
  @Test(
    arguments: [
      ((limited: 950_000, other: 0), 950_000, "is own"), ((60_000, 20_000_000), 60_000, "no limit"),
      ((100_000, 0), 3_900_000, "of its slice"),
    ] as [(bytes: (limited: Int, other: Int), slice: Int, who: String)])
  func anIOLimitIsMetOnItsDevice(_ bytes: (limited: Int, other: Int), _ slice: Int, _ who: String) throws {
    tree.set(Self.web, "io.max", "8:16 rbps=1000000 wbps=max riops=max wiops=max\n")
    tree.set("/system.slice", "io.max", "8:16 rbps=4000000 wbps=max riops=max wiops=max\n")
    io(Self.web, (0, 0))
    io("/system.slice", (0, 0))
    let report = try report(Self.web) {
      io(Self.web, bytes, waits: 0.9)
      io("/system.slice", (slice, bytes.other), waits: 0.9)
    }
    let cause = try #require(report.rows.first?.causes.first?.cause)
    switch who {
    case "is own": #expect(cause.binder?.isOwn == true && cause.binder?.limit == 1_000_000, "\(cause)")
    case "of its slice": #expect(cause.binder?.isOwn == false && cause.binder?.limit == 4_000_000, "\(cause)")
    default: #expect(cause == .disk)
    }
  }

  @Test func aGroupThatNothingHolds() throws {
    let report = try report(Self.web) {}
    #expect(
      WhyText(report: report).text
        == "web.service is not held back: 0.0 CPUs, memory 1.0M, waits for cpu 0%, memory 0%, io 0%\n")
  }

  /// Its files stand still: what would be a rate of 0 is absent, and nothing is claimed that rates alone would tell.
  @Test func aCopyHasNoRates() {
    let answer = weir("why", "docker.service", "-d", "1ms", "--root", TestData.fixture)
    #expect(
      answer.outputText == """
        docker.service: no limit is met; a copy tells nothing of waits and throttling
          memory 114M

        """, "\(answer.errorText)")
    let all = weir("why", "-d", "1ms", "--root", TestData.fixture)
    let last = all.outputText.split(separator: "\n").last ?? ""
    #expect(
      last.hasSuffix(" groups: no limit is met; a copy tells nothing of waits and throttling"), "\(all.outputText)")
    #expect(last.utf8.count <= 80)
    let stat = weir(
      "stat", "-d", "1ms", "-n", "1", "-c", "cpu.cores,memory.current", "docker.service", "--root", TestData.fixture)
    #expect(stat.outputText.contains("\ndocker.service     - "), "\(stat.outputText)")
  }

  /// As much as there is, and why the rest is not.
  @Test func figuresThatAreAbsentSayWhy() throws {
    tree.drop(Self.web, "memory.pressure")
    let text = WhyText(report: try report(Self.web) {}).text
    #expect(
      text.hasSuffix("0.0 CPUs, memory 1.0M, waits for cpu 0%, memory -, io 0% (the group has no memory.pressure)\n"),
      "\(text)")
  }

  @Test func howItsServiceEnded() throws {
    let end = ServiceEnd(unit: "web.service", state: "active", result: "success", status: 0, restarts: 3)
    let report = try report(Self.web, end: end) {}
    #expect(WhyText(report: report).text.hasSuffix("\n  restarted 3 times\n"))
    #expect(try SchemaTests.violations("why", WhyJSON(report: report).text) == [])
    let recent = ServiceEnd(unit: "web.service", state: "active", result: "success", status: 0, restarts: 0, age: 42.7)
    #expect(recent.sentence == "started or restarted 42 s ago")
    let looping = ServiceEnd(unit: "web.service", state: "active", result: "signal", status: 9, restarts: 3, age: 180)
    #expect(looping.sentence == "signal 9 ended its main process; restarted 3 times, the last 3 min ago")
    var never = ServiceEnd(unit: "web.service", state: "inactive", result: "success", status: 0, restarts: 0)
    #expect(never.sentence == "web.service does not run (inactive): its last run ended well, with status 0")
    never.started = 0
    #expect(never.sentence == "web.service does not run (inactive): it has not run since its manager knows it")
    #expect(try SchemaTests.violations("why", Array(recent.json.utf8)) == [])
    let killed = ServiceEnd(unit: "web.service", state: "failed", result: "oom-kill", status: 9, restarts: 1)
    #expect(killed.sentence == "web.service does not run (failed): the OOM killer ended it; restarted 1 time")
    #expect(try SchemaTests.violations("why", Array(killed.json.utf8)) == [])
    var late = ServiceEnd(unit: "web.service", state: "failed", result: "signal", status: 9, restarts: 0)
    late.lostToOom = true
    #expect(
      late.sentence
        == "web.service does not run (failed): signal 9 ended its main process, after the OOM killer took a process of it"
    )
    #expect(late.json.contains(#""oom_killed":true"#))
  }

  /// However many suffer: the machine first, then the most severe, in 20 lines.
  @Test func fitsOnAScreen() throws {
    for number in 0..<40 { tree.group("/system.slice/n\(number).service", FakeMachine.group()) }
    for number in 0..<40 { limit("/system.slice/n\(number).service") }
    tree.set("/system.slice/n7.service", "cgroup.events", "populated 1\nfrozen 1\n")
    let report = try report(nil) {
      for number in 0..<40 where number != 7 { throttle("/system.slice/n\(number).service") }
    }
    let lines = WhyText(report: report).text.split(separator: "\n")
    #expect(lines.count <= 20 && lines.count > 10)
    #expect(lines[0].hasPrefix("host: ") && lines[1].hasPrefix("host: "))
    #expect(lines.last?.hasSuffix("more; weir stat shows all") == true)
    #expect(report.rows.count == 40)
    #expect(report.rows.last?.causes.first?.cause == .frozen)
    #expect(try SchemaTests.violations("why", WhyJSON(report: report).text) == [])
  }

  @Test func badInput() {
    for (arguments, exit) in [(["nothing"], 1), (["-d", "x"], 64), (["/a", "/b"], 64), (["-o", "yaml"], 64)] {
      let answer = weir(["why"] + arguments, on: tree)
      #expect(answer.exit == Int32(exit), "\(arguments)")
      #expect(answer.errorText.hasPrefix("weir: ") && answer.output.isEmpty, "\(arguments)")
    }
  }
}
