import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import Exposition

/// Kills on the page: each counts, by the name of whom it hit or of who is above.
struct PageKillsTests {
  private let machine = Machine()
  private static let ids = ["5a", "6b"].map { String(repeating: $0, count: 32) }
  private static let kills = "cgroup_oom_kills_total"

  private func scope(_ id: String) -> String { "/system.slice/docker-\(id).scope" }

  /// The labels of a container that goes by its id.
  private func name(_ id: String) -> String { #"{kind="container",engine="docker",name="\#(id.prefix(12))"}"# }

  /// Counts of memory.events of a group, and of its own processes.
  private func count(_ path: String, _ kills: Int, own: Int = 0) {
    machine.tree.set(path, "memory.events", "oom \(kills)\noom_kill \(kills)\n")
    machine.tree.set(path, "memory.events.local", "oom \(own)\noom_kill \(own)\n")
  }

  /// What the machine and system.slice have counted so far.
  private func countAbove(_ kills: Int) {
    machine.tree.plain("/proc/vmstat", "oom_kill \(kills)\n")
    count("/system.slice", kills)
  }

  /// A container that no state names, made a moment ago.
  private func make(_ id: String) {
    machine.tree.group(scope(id), Machine.group())
    machine.tree.born(scope(id), at: Int64(machine.tree.wallNanoseconds))
  }

  /// Removes groups, and reads until it is known.
  private func remove(_ paths: [String], _ page: Page) throws -> ReadPage {
    for path in paths { machine.tree.remove(path) }
    for _ in 0..<3 { _ = try page.scrape() }
    return ReadPage(try page.scrape())
  }

  private func sum(_ page: ReadPage) -> Double {
    page.samples.filter { $0.name == Self.kills }.compactMap { Double($0.value) }.reduce(0, +)
  }

  @Test func aContainerThatWasNeverServedHasItsKills() throws {
    let page = try machine.page()
    _ = try page.scrape()
    let id = Self.ids[0]
    make(id)
    // It waits for a name, and may be killed meanwhile: its count begins at 0.
    let young = ReadPage(try page.scrape())
    #expect(young.faults.isEmpty)
    #expect(young.value("cgroup_pids_current", id) == nil)
    #expect(young.value(Self.kills, name(id)) == "0")
    countAbove(1)
    let gone = try remove([scope(id)], page)
    #expect(gone.value(Self.kills, name(id)) == "1")
    #expect(sum(gone) == 1)
  }

  @Test func aContainerThatGetsItsNameKeepsNoOther() throws {
    let page = try machine.page()
    _ = try page.scrape()
    let id = Self.ids[0]
    make(id)
    #expect(ReadPage(try page.scrape()).value(Self.kills, name(id)) == "0")
    state(of: id, wasOomKilled: false)
    let named = ReadPage(try page.scrape())
    #expect(named.value(Self.kills, #"name="shop""#) == "0")
    #expect(named.value(Self.kills, name(id)) == nil)
  }

  @Test(arguments: [
    // Machinery, what nobody can name, and a part of a unit.
    ("/system.slice/run-r5.scope", "system.slice"), ("/system.slice/a.mount", "system.slice"),
    ("/init.scope", "/"), ("/system.slice/web.service/worker", "web.service"),
  ])
  func whatIsNotServedCountsForWhoIs(_ path: String, _ name: String) throws {
    machine.tree.group(path, Machine.group())
    let page = try machine.page()
    _ = try page.scrape()
    machine.tree.plain("/proc/vmstat", "oom_kill 2\n")
    for above in ["/system.slice", "/system.slice/web.service"] where path.hasPrefix(above + "/") { count(above, 2) }
    count(path, 2, own: 2)
    _ = try page.scrape()
    let read = ReadPage(try page.scrape())
    #expect(read.faults.isEmpty)
    #expect(read.value(Self.kills, #"name="\#(name)""#) == "2")
    #expect(sum(read) == 2)
  }

  @Test func whatIsLeftOutCountsForWhoIsServed() throws {
    let most = ReadPage(try machine.page().scrape()).samples.count { $0.name.hasPrefix("cgroup_") }
    let page = try machine.page { $0.maxSeries = most }
    _ = try page.scrape()
    machine.tree.group("/system.slice/new.service", Machine.group())
    #expect(ReadPage(try page.scrape()).value("weir_groups", "left_out") == "1")
    countAbove(1)
    count("/system.slice/new.service", 1, own: 1)
    _ = try page.scrape()
    let read = ReadPage(try page.scrape())
    #expect(read.value(Self.kills, "new.service") == nil)
    #expect(read.value(Self.kills, #"{kind="slice",name="system.slice"}"#) == "1")
  }

  /// What docker has on disk: the tree in memory has one root for all.
  private func state(of id: String, wasOomKilled: Bool) {
    machine.tree.group(
      "/containers/\(id)",
      ["config.v2.json": #"{"State":{"OOMKilled":\#(wasOomKilled)},"Config":{},"Name":"/shop"}"#])
  }

  @Test func theEngineSaysWhoOfSeveral() throws {
    for id in Self.ids { machine.tree.group(scope(id), Machine.group()) }
    let page = try machine.page()
    _ = try page.scrape()
    countAbove(1)
    state(of: Self.ids[1], wasOomKilled: true)
    let read = try remove(Self.ids.map(scope), page)
    #expect(read.value(Self.kills, name(Self.ids[1])) == "1")
    #expect(sum(read) == 1)
  }

  /// Waits until so many groups are watched.
  private func settle(_ page: Page, _ groups: Int) async {
    while page.watched != groups { try? await Task.sleep(for: .milliseconds(1)) }
  }

  @Test(.timeLimit(.minutes(1))) func aRestartLoopBetweenTwoPagesHasItsName() async throws {
    let id = Self.ids[0]
    state(of: id, wasOomKilled: false)
    let page = try machine.page { $0.watchesKills = true }
    _ = try page.scrape()
    // The root, two slices (one of them stands for docker's state), a service and a container.
    while page.watched ?? 0 < 4 { try? await Task.sleep(for: .milliseconds(1)) }
    let count = try #require(page.watched)
    for incarnation in 1...10 {
      // Killed before the watch sees its birth, so that it is read once.
      let killed = "oom 1\noom_kill 1\n"
      machine.tree.group(
        scope(id), Machine.group().merging(["memory.events": killed, "memory.events.local": killed]) { $1 })
      await settle(page, count + 1)
      countAbove(incarnation)
      machine.tree.remove(scope(id))
      await settle(page, count)
    }
    for _ in 0..<2 { _ = try page.scrape() }
    let read = ReadPage(try page.scrape())
    #expect(read.faults.isEmpty)
    #expect(read.value(Self.kills, #"{kind="container",engine="docker",name="shop"}"#) == "10")
    #expect(sum(read) == 10, "the slice has none of them")
  }

  @Test func withoutAServerNobodyWatches() throws {
    #expect(try machine.page().watched == nil)
    #expect(
      try machine.page {
        $0.watchesKills = true
        $0.collectors.remove(.oom)
      }.watched == nil)
  }
}
