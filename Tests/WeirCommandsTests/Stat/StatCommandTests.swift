import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import WeirCommands

/// `weir stat` over machines in memory.
struct StatCommandTests {
  private func stat(_ arguments: String..., on tree: FakeTree = FakeMachine.whole()) -> Answer {
    weir(["stat", "-d", "1ms", "-n", "1"] + arguments, on: tree)
  }

  @Test func primesItself() {
    let tree = FakeMachine.whole()
    let calls = ScriptedCalls(tree)
    // Something used 2 ms of CPU time in the interval.
    calls.before(.read, at: 60) {
      tree.set("/system.slice/web.service", "cpu.stat", "usage_usec 2502000\nuser_usec 1\nsystem_usec 1\n")
      tree.advanceClock(nanoseconds: 4_000_000)
    }
    let answer = weir(["stat", "-d", "1ms", "-n", "1", "-o", "json", "-c", "cpu.cores", "web.service"], on: calls)
    #expect(answer.exit == 0)
    #expect(answer.outputText.contains("\"interval\":"))
    #expect(!answer.outputText.contains("firstSample"))
  }

  @Test func aTargetAndThoseBelowIt() {
    let answer = stat("-o", "csv", "-c", "memory.current", "/user.slice")
    #expect(answer.outputText.split(separator: "\r\n").count == 1 + 1)
    #expect(answer.outputText.contains(",/user.slice,"))
  }

  @Test func slicesAreNoRowsUnlessAskedFor() {
    let answer = stat("-o", "csv", "-c", "memory.current")
    #expect(answer.outputText.contains("web.service"))
    #expect(!answer.outputText.contains("system.slice,"))
  }

  @Test func aQueryChoosesRows() {
    let tree = FakeMachine.whole()
    tree.group("/system.slice/big.service", FakeMachine.group(memory: "9000000"))
    func rows(_ query: String) -> Answer { stat("-o", "csv", "-c", "pids.current", "-w", query, on: tree) }
    let answer = rows("memory.current > 4M and kind = service")
    #expect(answer.outputText.split(separator: "\r\n").count == 2)
    #expect(answer.outputText.contains("big.service"))
    #expect(stat("--exit-code", "-w", "memory.current > 4M", on: tree).exit == 2)
    #expect(stat("--exit-code", "-w", "memory.current > 4G", on: tree).exit == 0)
    #expect(rows("memory.current > 5Q").errorText.contains("\"Q\" is no unit"))
  }

  /// Each group of the tree has 1 MiB, and of the machine 768 MiB are not free.
  @Test(
    arguments: [
      (["/system.slice"], 1_048_576), (["/system.slice", "web.service"], 1_048_576),
      (["/system.slice", "/user.slice"], 2_097_152), (["/system.slice", "/"], 805_306_368),
    ] as [([String], UInt64)])
  func totalsDoNotCountTwice(_ targets: [String], _ sum: UInt64) throws {
    let tree = FakeMachine.whole()
    tree.plain("/proc/meminfo", "MemTotal: 1048576 kB\nMemFree: 262144 kB\nMemAvailable: 524288 kB\n")
    let words = ["stat", "-d", "1ms", "-n", "1", "-o", "json", "-c", "memory.current"]
    let json = try JSONValue(parsing: weir(words + targets, on: tree).output)
    #expect(json["total"]?["memory.current"]?.number == sum)
    // One of them is within another.
    #expect((json["groups"]?.items.count ?? 0) >= 2)
  }

  @Test func sortsByAFigureOrByName() throws {
    let tree = FakeMachine.whole()
    for (name, memory) in [("a", "5"), ("b", "9"), ("c", "7")] {
      tree.group("/system.slice/\(name).service", FakeMachine.group(memory: memory))
    }
    func order(_ key: String) -> [String] {
      stat("-o", "csv", "-c", "pids.current", "-s", key, "a.service", "b.service", "c.service", on: tree).outputText
        .split(separator: "\r\n").dropFirst().map { String($0.split(separator: ",")[2].prefix(1)) }
    }
    #expect(order("memory.current") == ["b", "c", "a"])
    // Of a pair the use.
    #expect(order("memory/lim") == ["b", "c", "a"])
    #expect(order("name") == ["a", "b", "c"])
  }

  /// Blanks around a column mean nothing, and it is shown once, where it stands first.
  @Test(arguments: [
    ("memory.current, pids.current", ["memory.current", "pids.current"]),
    (" memory.current ,\tpids.current,", ["memory.current", "pids.current"]),
    ("pids.current,memory.current,pids.current", ["pids.current", "memory.current"]),
    (
      "narrow,wide",
      Catalogue.narrow.map(\.name)
        + Catalogue.wide.map(\.name).filter { name in
          !Catalogue.narrow.contains { $0.name == name }
        }
    ),
  ])
  func aColumnIsShownOnce(_ asked: String, _ names: [String]) throws {
    #expect(try StatColumns(asked, sort: "name").columns.map(\.name) == names)
    let table = stat("-c", asked).outputText.split(separator: "\n")
    #expect(table.count { $0.hasPrefix("NAME ") } == 1)
  }

  /// Where a column adds up there is a row of sums, and else none, which would be empty.
  @Test(arguments: [("memory.share,cpu.pressure.some", false), ("memory.share,pids.current", true)])
  func totalsStandWhereSomethingAddsUp(_ columns: String, _ isThere: Bool) {
    let text = stat("-c", columns, "/system.slice", "/user.slice").outputText
    #expect(text.contains("\nTOTAL") == isThere, "\(text)")
  }

  @Test func absentFiguresHaveReasons() {
    let answer = stat("-o", "json", "-c", "memory.peak,memory.cap,io.read", "web.service")
    #expect(answer.outputText.contains("\"memory.peak\":{\"reason\":\"kernelLacks\""))
    #expect(answer.outputText.contains("\"memory.cap\":{\"reason\":\"unlimited\""))
  }

  @Test func exitCodeSaysThatARowWasShown() {
    #expect(stat("--exit-code", "web.service").exit == 2)
    #expect(stat("web.service").exit == 0)
  }

  @Test func aFaultOfAQueryStandsUnderIt() {
    let answer = stat("-w", "memory.current >")
    #expect(answer.exit == 64)
    #expect(answer.errorText.split(separator: "\n").count == 3)
    #expect(answer.errorText.contains("^"))
  }

  @Test(arguments: [
    ["-c", "nothing"], ["-c", ""], ["-s", "nothing"], ["-s", "memory.cap_by"], ["-d", "0"], ["-d", "-1"],
    ["-d", "1e300h"], ["-n", "0"], ["-o", "json", "-n", "2"], ["-o", "json", "-d", "1"], ["-o", "yaml"],
  ])
  func whatIsNotMeantIsRefused(_ arguments: [String]) {
    let answer = weir(["stat"] + arguments, on: FakeMachine.whole())
    #expect(answer.exit == 64, "\(arguments)")
    #expect(answer.errorText.hasPrefix("weir: ") && answer.output.isEmpty, "\(arguments)")
  }

  @Test(arguments: ["1", "2s", "500ms", "0.5", "2min", "1h"]) func timesAreTakenAsTyped(_ typed: String) throws {
    let expected: [String: UInt64] = [
      "1": 1_000_000_000, "2s": 2_000_000_000, "500ms": 500_000_000, "0.5": 500_000_000, "2min": 120_000_000_000,
      "1h": 3_600_000_000_000,
    ]
    #expect(try Interval.nanoseconds(typed, option: "-d") == expected[typed])
  }

  @Test(arguments: ["json", "ndjson", "csv", "table"]) func hostileNamesAreInert(_ format: String) throws {
    let tree = FakeMachine.whole()
    for name in ["\u{1B}[31mred", "a,\"b\"", "{le=\"1\"}", "$(x)", "-rf"] {
      tree.group("/system.slice/\(name)", FakeMachine.group())
    }
    let answer = stat("-o", format, on: tree)
    #expect(answer.exit == 0)
    #expect(controlBytes(answer.output.filter { $0 != UInt8(ascii: "\r") }).isEmpty)
    if format == "json" || format == "ndjson" { _ = try JSONValue(parsing: answer.output) }
    if format == "csv" {
      // A field that holds a quote or a comma is quoted.
      #expect(answer.outputText.contains(",\"/system.slice/a,\"\"b\"\"\","))
    }
  }

  @Test func valuesMayFollowShortNamesAtOnce() {
    let answer = weir(["stat", "-d1.5ms", "-n3", "-ondjson", "web.service"], on: FakeMachine.whole())
    #expect(answer.exit == 0, "\(answer.errorText)")
    #expect(answer.outputText.split(separator: "\n").count == 3)
    #expect(weir(["tree", "-L1", "-otext"], on: FakeMachine.whole()).exit == 0)
  }

  @Test func severalIntervalsAreSeveralLines() {
    let answer = weir(["stat", "-d", "1ms", "-n", "3", "-o", "ndjson", "web.service"], on: FakeMachine.whole())
    #expect(answer.outputText.split(separator: "\n").count == 3)
  }
}
