import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import WeirCommands

/// The first row, and what no group accounts for.
struct StatHostTests {
  private static func tree() -> FakeTree {
    let tree = FakeMachine.whole()
    tree.plain("/proc/meminfo", "MemTotal: 2097152 kB\nMemFree: 1048576 kB\nMemAvailable: 1572864 kB\n")
    tree.plain("/proc/stat", "cpu  10 0 10 80 0 0 0 0\ncpu0 1\ncpu1 1\nprocs_running 3\n")
    tree.plain("/proc/diskstats", " 254 0 vda 10 0 200 30 20 0 400 60 1 90 120 0 0 0 0 0 0\n")
    return tree
  }

  private func stat(_ arguments: String..., on tree: FakeTree = tree()) -> Answer {
    weir(["stat", "-d", "1ms", "-n", "1"] + arguments, on: tree)
  }

  @Test func theRootsFiguresAreThoseOfTheMachine() throws {
    let json = try JSONValue(parsing: stat("-o", "json", "-c", "memory/lim,memory.share").output)
    let host = try #require(json["host"])
    #expect(host["row"]?.text == "host" && host["label"]?.text == "host")
    #expect(host["figures"]?["memory.current"]?.number == 1_073_741_824)
    #expect(host["figures"]?["memory.cap"]?.number == 2_147_483_648)
    #expect(host["figures"]?["memory.share"] == .literal("0.25"))
    #expect(host["machine"]?["host.run_queue"]?.number == 3)
    #expect(host["disks"]?.items.count == 1)
    let answer = stat("-o", "json")
    #expect(try SchemaTests.violations("stat", answer.output) == [])
  }

  @Test func theGapIsWhatNoGroupBelowTheRootHas() throws {
    let tree = Self.tree()
    let json = try JSONValue(parsing: stat("-o", "json", "-c", "memory.current", on: tree).output)
    let hierarchy = try tree.hierarchy()
    var below: UInt64 = 0
    var walk = try hierarchy.rootGroup().walk(maximumDepth: 1)
    while let step = walk.next() {
      guard let group = step.group, !group.path.isRoot else { continue }
      below += try group.memory.current.read().rawValue
    }
    #expect(below > 0)
    #expect(json["host"]?["unattributed"]?["memory.current"]?.number == 1_073_741_824 - below)
    // It is in no total.
    #expect((json["total"]?["memory.current"]?.number ?? .max) <= below)
  }

  @Test func aTableBeginsWithIt() {
    let lines = stat().outputText.split(separator: "\n")
    #expect(lines[0].hasPrefix("host: 2 CPUs online, "))
    #expect(lines[0].contains("1.5G of 2.0G available") && lines[0].contains("run queue 3"))
    #expect(lines[1].hasPrefix("NAME "))
    #expect(lines[2].hasPrefix("host ") && lines[3].hasPrefix("unattributed "))
  }

  @Test func csvHasItFirst() {
    let lines = stat("-o", "csv", "-c", "memory.current").outputText.split(separator: "\r\n")
    #expect(lines[1].contains(",host,/,1,1073741824"))
    #expect(lines[2].contains(",unattributed,,,"))
  }

  @Test func targetsAndQueriesHaveNone() throws {
    for arguments in [["web.service"], ["-w", "pids.current >= 0"]] {
      let answer = weir(["stat", "-d", "1ms", "-n", "1", "-o", "json"] + arguments, on: Self.tree())
      #expect(try JSONValue(parsing: answer.output)["host"] == nil)
    }
    #expect(try JSONValue(parsing: stat("-o", "json", "/").output)["host"] != nil)
  }

  @Test func aNamespacesRootHasItsOwnFiguresAndLimits() throws {
    let tree = Self.tree()
    tree.setMachineRoot(false)
    for (file, text) in ["memory.current": "4096\n", "memory.max": "max\n", "memory.stat": "inactive_file 0\n"] {
      tree.set("/", file, text)
    }
    let json = try JSONValue(parsing: stat("-o", "json", "-c", "memory/lim", on: tree).output)
    let host = try #require(json["host"])
    #expect(host["row"]?.text == "namespace" && host["label"]?.text == "host")
    #expect(host["figures"]?["memory.current"]?.number == 4096)
    #expect(host["absent"]?["memory.cap"]?["reason"]?.text == "noneVisible")
    let text = stat(on: tree).outputText
    #expect(text.contains("\nnamespace ") && !text.contains("unlimited"))
    tree.set("/", "memory.max", "8192\n")
    let limited = try JSONValue(parsing: stat("-o", "json", "-c", "memory/lim", on: tree).output)
    #expect(limited["host"]?["figures"]?["memory.cap"]?.number == 8192)
  }
}
