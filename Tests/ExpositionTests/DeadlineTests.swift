import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import Exposition

/// A page that must be there in time: whole collectors are left out, never some groups.
struct DeadlineTests {
  private let machine = Machine()

  private func collectors(_ page: ReadPage, _ value: String) -> Set<String> {
    Set(
      Collector.allCases.map(\.rawValue).filter { page.value("weir_scrape_collector_success", #""\#($0)""#) == value })
  }

  @Test func withTimeEnoughItIsTheSamePage() throws {
    let plain = ReadPage(try machine.page().scrape())
    let timed = ReadPage(try machine.page().scrape(by: .max))
    #expect(timed.faults.isEmpty)
    #expect(plain.samples.map(\.name) == timed.samples.map(\.name))
    #expect(plain.samples.map(\.labels) == timed.samples.map(\.labels))
    let durations = "weir_scrape_collector_duration_seconds"
    #expect(plain.samples.filter { $0.name != durations } == timed.samples.filter { $0.name != durations })
  }

  @Test func withNoneItSaysWhatItLacks() throws {
    let page = ReadPage(try machine.page().scrape(by: 0))
    #expect(page.faults.isEmpty)
    #expect(collectors(page, "0").count == Collector.standard.count)
    #expect(page.families.filter { $0.hasPrefix("cgroup_") }.allSatisfy { ["cgroup_info"].contains($0) })
    #expect(page.value("weir_groups", "served") == "4")
    #expect(page.value("weir_hierarchy_info") == "1")
  }

  /// What writing took is kept for writing: a page that is read in time would come too late.
  @Test(arguments: [false, true]) func writingHasItsTime(isLong: Bool) throws {
    machine.tree.set("/", "cgroup.stat", "nr_descendants 3\nnr_dying_descendants 0\n")
    let tree = machine.tree
    let calls = ScriptedCalls(tree)
    let page = Page(try Hierarchy.live(calls))
    _ = try page.scrape()
    calls.reset()
    _ = try page.scrape()
    let each = calls.counts[.read] ?? 0
    // The last that a page reads is of the page alone, when all figures are there.
    if isLong { calls.before(.read, at: each) { tree.advanceClock(nanoseconds: 400_000_000) } }
    _ = try page.scrape()
    // Past what is read before the groups.
    calls.before(.read, at: 5) { tree.advanceClock(nanoseconds: 700_000_000) }
    let read = ReadPage(try page.scrape(by: calls.monotonicNanoseconds + 1_000_000_000))
    #expect(collectors(read, "0").isEmpty == !isLong)
  }

  /// Whenever the time is over, each family is there for all groups that have it or for none.
  @Test func neverSomeGroups() throws {
    let whole = ReadPage(try machine.page().scrape())
    func counts(_ page: ReadPage) -> [String: Int] { page.samples.reduce(into: [:]) { $0[$1.name, default: 0] += 1 } }
    let most = counts(whole)
    var seen: Set<Set<String>> = []
    for number in 1...80 {
      let calls = ScriptedCalls(machine.tree)
      let tree = machine.tree
      let page = Page(try Hierarchy.live(calls))
      // The time is over at one of the reads of files.
      calls.before(.read, at: number) { tree.advanceClock(nanoseconds: 1_000_000_000_000) }
      let read = ReadPage(try page.scrape(by: calls.monotonicNanoseconds + 1_000_000_000))
      #expect(read.faults.isEmpty)
      let late = collectors(read, "0")
      seen.insert(late)
      for (name, count) in counts(read) where name.hasPrefix("cgroup_") && name != "cgroup_info" {
        #expect(count == most[name], "\(name) at read \(number)")
      }
      for entry in page.plan.entries {
        guard let collector = entry.family.collector, most[entry.family.name] != nil else { continue }
        #expect(
          (counts(read)[entry.family.name] == nil) == late.contains(collector.rawValue),
          "\(entry.family.name) at read \(number), without \(late)")
      }
    }
    #expect(seen.count > 3)
  }

  @Test func whatTookTooLongIsNotBegunAgainUntilItIsTried() throws {
    let calls = ScriptedCalls(machine.tree)
    let tree = machine.tree
    let page = Page(try Hierarchy.live(calls))
    func scrape() throws -> Set<String> {
      collectors(ReadPage(try page.scrape(by: calls.monotonicNanoseconds + 1_000_000_000)), "0")
    }
    #expect(try scrape().isEmpty)
    // From here on pressure is slow.
    calls.reset()
    for number in 1...400 { calls.before(.read, at: number) { tree.advanceClock(nanoseconds: 30_000_000) } }
    let late = try scrape()
    #expect(!late.isEmpty && !late.contains("cpu"))
    calls.reset()
    // It is quick again, but nobody knows; at the sixteenth page it is tried.
    var pages = 2
    while try !scrape().isEmpty, pages < 40 { pages += 1 }
    #expect(pages < 17)
    #expect(try scrape().isEmpty)
  }

  /// Many slices, each with a service that has a process on a network of its own; and a page that has walked them.
  private func many() throws -> (calls: ScriptedCalls, page: Page) {
    let dev = "Inter-|\n face |\n  eth0: 1000 10 0 0 0 0 0 0 200 2 0 0 0 0 0 0\n"
    machine.tree.plain("/proc/1/net/dev", dev, inode: 1)
    for index in 100..<160 {
      machine.tree.group("/many.slice/a\(index).slice", Machine.group())
      machine.tree.group(
        "/many.slice/a\(index).slice/x.service",
        Machine.group().merging(["cgroup.procs": "\(index)\n", "cgroup.stat": "nr_dying_descendants 1\n"]) { $1 })
      machine.tree.plain("/proc/\(index)/net/dev", dev, inode: UInt64(index))
    }
    let calls = ScriptedCalls(machine.tree)
    let page = Page(try Hierarchy.live(calls))
    _ = try page.scrape()
    calls.reset()
    return (calls, page)
  }

  private func scrape(_ page: Page, _ calls: ScriptedCalls) throws -> ReadPage {
    let read = ReadPage(try page.scrape(by: calls.monotonicNanoseconds + 1_000_000_000))
    #expect(read.faults.isEmpty)
    return read
  }

  /// Groups are looked for as far as there is time, and the next page goes on where that was over.
  @Test(arguments: [ScriptedCalls.Call.status, .list])
  func groupsAreLookedForInTime(_ call: ScriptedCalls.Call) throws {
    let (calls, page) = try many()
    let tree = machine.tree
    let first = Int(try scrape(page, calls).value("weir_groups", "served") ?? "") ?? 0
    for index in 100..<160 { tree.group("/many.slice/a\(index).slice/y.service", Machine.group()) }
    var served = first
    var rounds = 0
    while served < first + 60, rounds < 40 {
      calls.reset()
      calls.before(call, at: 1) { tree.advanceClock(nanoseconds: 1_000_000_000_000) }
      let read = try scrape(page, calls)
      #expect((calls.counts[.list] ?? 0) <= 16)
      #expect((calls.counts[call] ?? 0) == 0 || collectors(read, "0").count == Collector.standard.count)
      served = Int(read.value("weir_groups", "served") ?? "") ?? 0
      rounds += 1
    }
    #expect(served == first + 60)
    #expect(rounds > 2)
  }

  @Test func theNetworkStopsInTimeAndIsLeftOutWhole() throws {
    let (calls, page) = try many()
    let tree = machine.tree
    let whole = try scrape(page, calls)
    #expect(whole.samples.count { $0.name == "cgroup_network_receive_bytes_total" } == 60)
    let most = calls.counts[.openPlain] ?? 0
    calls.reset()
    calls.before(.openPlain, at: most - 50) { tree.advanceClock(nanoseconds: 1_000_000_000_000) }
    let read = try scrape(page, calls)
    #expect(collectors(read, "0") == ["network"])
    #expect(!read.families.contains { $0.hasPrefix("cgroup_network_") })
    #expect((calls.counts[.openPlain] ?? 0) <= most - 50 + 16)
  }

  /// Of cgroup.stat the root's is all that the page needs.
  @Test func withoutTimeNoGroupIsRead() throws {
    let (calls, page) = try many()
    machine.tree.set("/", "cgroup.stat", "nr_descendants 7\nnr_dying_descendants 3\n")
    let read = ReadPage(try page.scrape(by: 0))
    #expect(read.value("weir_cgroup_dying_descendants") == "3")
    #expect((calls.counts[.read] ?? 0) < 10)
  }
}
