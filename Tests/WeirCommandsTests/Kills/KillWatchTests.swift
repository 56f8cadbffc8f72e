import ContainerIdentity
import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import WeirCommands

/// Kills that commands see, and how they say it.
struct KillWatchTests {
  static let web = "/system.slice/web.service"

  private func events(_ tree: FakeTree, _ path: String, kills: Int, own: Bool) {
    tree.set(path, "memory.events", "oom \(kills)\noom_kill \(kills)\n")
    tree.set(path, "memory.events.local", "oom \(own ? kills : 0)\noom_kill \(own ? kills : 0)\n")
  }

  private func machine() -> FakeTree {
    let tree = FakeMachine.whole()
    events(tree, "/system.slice", kills: 0, own: false)
    events(tree, Self.web, kills: 0, own: true)
    return tree
  }

  @Test func aKillHasVictimAndCulprit() throws {
    let tree = machine()
    var watch = KillWatch(try tree.hierarchy()) { _ in .unknown }
    #expect(try watch.tick() == [])
    events(tree, "/system.slice", kills: 2, own: false)
    events(tree, Self.web, kills: 2, own: true)
    tree.advanceClock(nanoseconds: 1_000_000_000)
    let kills = try watch.tick() + watch.tick()
    #expect(kills.map(\.name) == ["web.service"])
    #expect(kills.first?.sentence == "web.service lost 2 processes to the OOM killer, at its own limit")
    var json = JSONText()
    json.object { kills[0].write(&$0) }
    let value = try JSONValue(parsing: json.bytes)
    #expect(value["culprit"]?.text == "own" && value["limit_of"]?.text == Self.web && value["count"]?.number == 2)
  }

  /// Two services went, and the slice counted one kill: whose it was only their manager knows, if anybody.
  @Test(
    arguments: [
      (.killed, "web.service", .confirmed), (.notKilled, "batch.service", .inferred),
      (.unknown, "system.slice", .below),
    ] as [(OomEvidence, ByteText, OomKill.Certainty)])
  func theManagerSaysWhoseAKillWas(
    _ said: OomEvidence, _ name: ByteText, _ certainty: OomKill.Certainty
  ) throws {
    let tree = machine()
    let batch = "/system.slice/batch.service"
    tree.group(batch, FakeMachine.group())
    events(tree, batch, kills: 0, own: true)
    var asked: Set<ByteText> = []
    var watch = KillWatch(try tree.hierarchy()) { identity in
      if let unit = identity.unit { asked.insert(unit) }
      return identity.unit == "web.service" ? said : .unknown
    }
    #expect(try watch.tick() == [])
    events(tree, "/system.slice", kills: 1, own: false)
    tree.remove(Self.web)
    tree.remove(batch)
    var kills: [OomKill] = []
    for _ in 0..<3 {
      tree.advanceClock(nanoseconds: 1_000_000_000)
      kills += try watch.tick()
    }
    #expect(kills.map(\.name) == [name] && kills.map(\.count) == [1] && kills.map(\.certainty) == [certainty])
    #expect(asked == ["web.service", "batch.service"])
  }

  /// Nobody is asked while no kill must be placed, nor of a group that tells its own.
  @Test func noManagerIsAskedWithoutNeed() throws {
    let tree = machine()
    var count = 0
    var watch = KillWatch(try tree.hierarchy()) { _ in
      count += 1
      return .unknown
    }
    for kills in 0..<3 {
      events(tree, "/system.slice", kills: kills, own: false)
      events(tree, Self.web, kills: kills, own: true)
      tree.advanceClock(nanoseconds: 1_000_000_000)
      _ = try watch.tick()
    }
    tree.remove(Self.web)
    tree.advanceClock(nanoseconds: 1_000_000_000)
    _ = try watch.tick()
    #expect(count == 0)
  }

  /// The word for a run that ended, and not of one that runs by now; under `continue` the kill may have been outlived.
  @Test func aResultIsAWordOfTheLastRun() {
    func evidence(_ state: String, _ result: String, _ policy: String?) -> OomEvidence {
      UnitEvidence.evidence(state: state, result: result, policy: policy)
    }
    #expect(evidence("failed", "oom-kill", "stop") == .killed)
    #expect(evidence("activating", "oom-kill", "kill") == .killed)
    #expect(evidence("failed", "oom-kill", nil) == .killed)
    #expect(evidence("inactive", "success", "stop") == .notKilled)
    #expect(UnitEvidence.evidence(state: "inactive", result: "success", policy: "stop", restarts: 1) == .unknown)
    for result in ["success", "exit-code", "signal", "timeout"] {
      #expect(evidence("active", result, "stop") == .unknown)
      #expect(evidence("activating", result, "stop") == .unknown)
      #expect(evidence("inactive", result, "continue") == .unknown)
      #expect(evidence("inactive", result, nil) == .unknown)
      // The manager may see the process die before it hears of the kill.
      if result != "success" { #expect(evidence("failed", result, "kill") == .unknown) }
    }
  }

  @Test func theLogTellsOfGroupsThatAreGone() throws {
    let tree = machine()
    tree.advanceClock(nanoseconds: 100_000_000_000)
    tree.plain(
      "/dev/kmsg",
      "6,1,\(tree.monotonicNanoseconds / 1000 - 30_000_000),-;oom-kill:constraint=X,oom_memcg=/system.slice,"
        + "task_memcg=/system.slice/gone.service/inner,task=x,pid=1,uid=0\n")
    let report = try WhyReport(tree.hierarchy(), nil, ended: { _ in nil }) { tree.advanceClock(nanoseconds: 1) }
    #expect(
      WhyText(report: report).text.contains(
        "gone.service, which is gone, lost a process to the OOM killer 30 s ago, at the limit of /system.slice\n"))
    let json = WhyJSON(report: report).text
    #expect(try SchemaTests.violations("why", json) == [])
    #expect(try JSONValue(parsing: json)["oom_kills"]?.items.first?["culprit"]?.text == "ancestor")
  }

  /// The machine ran out of memory: no limit was hit, which is known one tick later, and there is none after the last.
  @Test(arguments: [false, true]) func theLastTickTellsOfAll(_ isGone: Bool) throws {
    let tree = machine()
    tree.plain("/proc/vmstat", "oom_kill 3\n")
    tree.group("/system.slice/batch.service", FakeMachine.group())
    events(tree, "/system.slice/batch.service", kills: 0, own: true)
    var watch = KillWatch(try tree.hierarchy()) { _ in .unknown }
    #expect(try watch.tick() == [])
    tree.plain("/proc/vmstat", "oom_kill 4\n")
    for path in ["/system.slice", Self.web] {
      let own = path == Self.web ? 1 : 0
      tree.set(path, "memory.events", "oom 0\noom_kill 1\n")
      tree.set(path, "memory.events.local", "oom 0\noom_kill \(own)\n")
    }
    if isGone {
      tree.remove(Self.web)
      tree.remove("/system.slice/batch.service")
    }
    tree.advanceClock(nanoseconds: 1_000_000_000)
    let kills = try watch.last()
    #expect(kills.map(\.count) == [1] && kills.map(\.culprit) == [.host])
    #expect(kills.map(\.name) == [isGone ? "system.slice" : "web.service"])
  }

  private func logged(_ tree: FakeTree, _ sequence: Int, _ path: String, secondsAgo: UInt64 = 0) {
    tree.plain(
      "/dev/kmsg",
      "6,\(sequence),\(tree.monotonicNanoseconds / 1000 - secondsAgo * 1_000_000),-;oom-kill:constraint=X,"
        + "oom_memcg=\(path),task_memcg=\(path),task=x,pid=1,uid=0\n")
  }

  /// A machine that is up for a while, and whose log can be read.
  private func loggingMachine() -> FakeTree {
    let tree = machine()
    tree.advanceClock(nanoseconds: 100_000_000_000)
    tree.plain("/dev/kmsg", "6,1,5000000,-;Linux version 6.12\n")
    return tree
  }

  /// The kernel logs ten kills in five seconds, whosever they are; the counters have them all.
  @Test func theLogHasAFewOfMany() throws {
    let tree = loggingMachine()
    let report = try WhyReport(tree.hierarchy(), nil, ended: { _ in nil }) {
      tree.advanceClock(nanoseconds: 1_000_000_000)
      logged(tree, 2, Self.web)
      events(tree, "/system.slice", kills: 5, own: false)
      events(tree, Self.web, kills: 5, own: true)
    }
    #expect(report.past.kills.map(\.count) == [5])
    #expect(WhyText(report: report).text.contains("web.service lost 5 processes to the OOM killer"))
  }

  /// What came and went meanwhile was in no list; the log says which of it was killed, and a group above counted.
  @Test func whatTheLogAloneNamesIsCountedOnce() throws {
    let tree = loggingMachine()
    let report = try WhyReport(tree.hierarchy(), nil, ended: { _ in nil }) {
      tree.advanceClock(nanoseconds: 1_000_000_000)
      logged(tree, 2, "/system.slice/job.service")
      events(tree, "/system.slice", kills: 1, own: false)
    }
    #expect(report.past.kills.map(\.target) == ["job.service"] && report.past.kills.map(\.count) == [1])
  }

  @Test func theScreenCountsWhatCameSinceItBegan() throws {
    let tree = machine()
    tree.advanceClock(nanoseconds: 100_000_000_000)
    logged(tree, 1, Self.web, secondsAgo: 30)
    var kills = TopKills(try tree.hierarchy()) { _ in .unknown }
    kills.tick()
    #expect(kills.all.map(\.count) == [1])
    logged(tree, 2, Self.web)
    events(tree, "/system.slice", kills: 5, own: false)
    events(tree, Self.web, kills: 5, own: true)
    for _ in 0..<6 {
      tree.advanceClock(nanoseconds: 1_000_000_000)
      kills.tick()
    }
    #expect(kills.all.reduce(0) { $0 + $1.count } == 6)
    // A day later nobody asks for them.
    tree.advanceClock(nanoseconds: 90_000_000_000_000)
    for _ in 0..<6 { kills.tick() }
    #expect(kills.all.isEmpty)
  }

  @Test func aLivingGroupsKillComesFirst() throws {
    let tree = machine()
    tree.advanceClock(nanoseconds: 700_000_000_000)
    func record(_ sequence: Int, secondsAgo: UInt64) -> String {
      "6,\(sequence),\(tree.monotonicNanoseconds / 1000 - secondsAgo * 1_000_000),-;oom-kill:constraint=X,global_oom,"
        + "task_memcg=\(Self.web),task=x,pid=1,uid=0\n"
    }
    tree.plain("/dev/kmsg", record(1, secondsAgo: 120))
    func text() throws -> String {
      WhyText(
        report: try WhyReport(tree.hierarchy(), GroupPath(Self.web).map { [$0] }, ended: { _ in nil }) {
          tree.advanceClock(nanoseconds: 1)
        }
      ).text
    }
    #expect(
      try text().hasPrefix(
        "web.service lost a process to the OOM killer 2 min ago, for want of the machine's memory\n"))
    // What is older than ten minutes is no news.
    tree.plain("/dev/kmsg", record(1, secondsAgo: 650))
    #expect(try text().hasPrefix("web.service is not held back"))
  }
}
