import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import WeirCommands

struct StatRowsTests {
  /// Whether names are looked at anew between two samples (after 5 s) or not.
  @Test(arguments: [1, 6] as [UInt64]) func aGroupThatIsGoneIsNoRow(seconds: UInt64) throws {
    let tree = FakeMachine.whole()
    let hierarchy = try tree.hierarchy()
    let columns = try StatColumns("memory.current", sort: "name")
    let target = try #require(GroupPath("/system.slice/web.service"))
    for targets in [[target], []] {
      if targets.isEmpty { tree.group(target.description, FakeMachine.group(memory: "4096")) }
      var rows = StatRows(hierarchy, columns, targets: targets)
      func sample() throws -> [GroupPath] {
        tree.advanceClock(nanoseconds: seconds * 1_000_000_000)
        return try rows.sample().rows.map(\.path)
      }
      for _ in 0..<2 { #expect(try sample().contains(target)) }
      tree.remove(target.description)
      for _ in 0..<3 { #expect(try !sample().contains(target)) }
      tree.group(target.description, FakeMachine.group(memory: "8192"))
      let again = try [sample(), sample()].last ?? []
      if targets.isEmpty { #expect(again.contains(target)) }
    }
  }

  /// A process calls itself what it likes.
  @Test(arguments: ["\u{1B}]0;x\u{7}", "a\nb", "\u{202E}gnp", "a,\"b\"", "\u{9B}31m", ") S (", "a\tb\r"])
  func namesOfProcessesAreInert(_ name: String) throws {
    let tree = FakeMachine.whole()
    let web = try #require(GroupPath("/system.slice/web.service"))
    tree.set(web.description, "cgroup.procs", "31\n")
    let hierarchy = try tree.hierarchy()
    let columns = try StatColumns("top_process,top_process.cores", sort: "name")
    var rows = StatRows(hierarchy, columns, targets: [web])
    func sample(ticks: Int) throws -> StatList {
      tree.plain("/proc/31/stat", "31 (\(name)) S 1 1 1 0 -1 0 0 0 0 0 \(ticks) 0 0 0 20 0 1 0 5 0 0\n")
      tree.advanceClock(nanoseconds: 1_000_000_000)
      return try rows.sample()
    }
    _ = try sample(ticks: 10)
    let list = try sample(ticks: 60)
    let row = try #require(list.rows.first)
    #expect(list.snapshot.text(Catalogue.id("top_process"), row.slot)?.bytes == Array("\(name)[31]".utf8))
    var table = StatTable(columns: columns, terminal: Terminal(.never))
    let json = StatJSON(columns: columns, hierarchy: hierarchy)
    let texts = [
      table.text(list), json.text(list, isPretty: true), json.text(list, isPretty: false),
      StatCSV(columns: columns).text(list, withHeader: true).filter { $0 != UInt8(ascii: "\r") },
    ]
    for text in texts { #expect(controlBytes(text).isEmpty && !text.contains(UInt8(ascii: "\t"))) }
    // A header and a row, and one line for a program.
    #expect(texts[3].count { $0 == UInt8(ascii: "\n") } == 2 && texts[2].count { $0 == UInt8(ascii: "\n") } == 1)
    for text in texts[1...2] { _ = try JSONValue(parsing: text) }
  }

  /// A slice is the sum of what it holds: it is a row only for a query that can mean it.
  @Test(arguments: [
    ("kind = slice", ["/", "/system.slice", "/user.slice", "/user.slice/user-1000.slice"]),
    ("name = system.slice", ["/system.slice"]),
    ("path = /system.slice*", ["/system.slice", "/system.slice/web.service"]),
    ("target = web.service", ["/system.slice/web.service"]), ("memory.current > 0", ["/system.slice/web.service"]),
    ("kind = service", ["/system.slice/web.service"]),
  ])
  func slicesAreRowsOfQueriesThatNameThem(_ query: String, _ expected: [String]) throws {
    let tree = FakeMachine.whole()
    tree.remove("/user.slice/user-1000.slice/user@1000.service")
    let selector = try Selector(ByteText(query))
    var rows = StatRows(
      try tree.hierarchy(), try StatColumns("memory.current", sort: "name"), targets: [], also: selector.metrics)
    rows.selector = selector
    let list = try rows.sample()
    #expect(list.rows.map(\.path.description).sorted() == expected)
    // What is within another row is in that one's figures already.
    if query.hasPrefix("path") { #expect(list.total(Catalogue.id("memory.current")) == 1_048_576) }
  }

  /// A slice waits for CPUs because a service of it has a quota, on a machine that is idle for the most part.
  @Test(arguments: ["cpu.pressure.some", "memory.current"]) func pressureThatQuotasBelowExplainIsMarked(
    _ column: String
  ) throws {
    let tree = FakeMachine.whole()
    let hierarchy = try tree.hierarchy()
    let web = "/system.slice/web.service"
    func second(throttled: Int, waited: Int, busy: Int, idle: Int) {
      tree.set(web, "cpu.stat", "usage_usec 2500000\nnr_periods 0\nnr_throttled 0\nthrottled_usec \(throttled)\n")
      tree.set(
        "/system.slice", "cpu.pressure",
        "some avg10=0.00 avg60=0.00 avg300=0.00 total=\(waited)\nfull avg10=0.00 avg60=0.00 avg300=0.00 total=0\n")
      tree.plain("/proc/stat", "cpu  \(busy) 0 0 \(idle) 0 0 0 0\ncpu0 1\ncpu1 1\nprocs_running 3\n")
      tree.advanceClock(nanoseconds: 1_000_000_000)
    }
    let columns = try StatColumns(column, sort: "name")
    let tellsCauses = columns.metrics.contains(VerdictMetric.cpuPressure)
    var rows = StatRows(
      hierarchy, columns, targets: [try #require(GroupPath("/system.slice"))], tellsCauses: tellsCauses)
    second(throttled: 0, waited: 0, busy: 0, idle: 0)
    _ = try rows.sample()
    second(throttled: 780_000, waited: 800_000, busy: 60, idle: 140)
    let text = StatJSON(columns: columns, hierarchy: hierarchy).text(try rows.sample(), isPretty: false)
    #expect(try SchemaTests.violations("stat", text) == [])
    let groups = try JSONValue(parsing: text)["groups"]?.items ?? []
    let marks = groups.map { $0["cpu_pressure_cause"] }
    #expect(groups.map { $0["path"]?.text } == ["/system.slice", web])
    #expect(marks == (tellsCauses ? [.string("throttling"), .null] : [nil, nil]))
  }
}
