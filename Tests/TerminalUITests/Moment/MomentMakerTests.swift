import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

struct MomentMakerTests {
  private func host() -> InventedHost {
    func group(_ name: String, _ frozen: Double) -> InventedGroup {
      var group = InventedGroup(
        "/" + name, Identity(kind: .container, engine: .docker, name: ByteText(name)),
        ["frozen": frozen, "memory.events.oom_kill": 0])
      group.inode = UInt64(name.utf8.first ?? 0)
      return group
    }
    return InventedHost(
      groups: [group("a", 0), group("b", 0), group("c", 1)], metrics: Catalogue.closure(of: Screen().metrics))
  }

  private func made(_ maker: inout MomentMaker, _ host: InventedHost, second: UInt64) throws -> Moment {
    var host = host
    host.monotonicNanoseconds = second * 1_000_000_000
    return try maker.moment(host.snapshot()) { host.identities[$0.path] ?? host.unknown }
  }

  @Test func birthsDeathsAndEventsAreMarked() throws {
    var maker = MomentMaker(machine: MachineFacts())
    var host = host()
    // What is there at first was not born now.
    #expect(try made(&maker, host, second: 1).marks.isEmpty)
    host.groups[0].figures["memory.events.oom_kill"] = 1
    host.groups[2].figures["frozen"] = 0
    host.groups[1].inode = 999
    let marks = try made(&maker, host, second: 2).marks
    #expect(
      marks.map { "\($0.kind) \($0.target)" } == [
        "oomKill docker:a", "born docker:b", "thawed docker:c", "died docker:b",
      ])
    #expect(try made(&maker, host, second: 3).marks.isEmpty)
  }

  /// Podman's processes are below its scope, whose own count never moves.
  @Test func aKillInWhatARowHoldsIsMarked() throws {
    var maker = MomentMaker(machine: MachineFacts())
    let counts = ["memory.events.oom_kill": 0.0, "memory.events.local.oom_kill": 0]
    var scope = InventedGroup("/db.scope", Identity(kind: .container, engine: .podman, name: "db"), counts)
    var inner = InventedGroup("/db.scope/container", Identity(kind: .other, name: "container"), counts)
    (scope.inode, inner.inode, inner.belongsTo) = (5, 6, "/db.scope")
    var host = InventedHost(groups: [scope, inner], metrics: Catalogue.closure(of: Screen().metrics))
    #expect(try made(&maker, host, second: 1).marks.isEmpty)
    host.groups[0].figures["memory.events.oom_kill"] = 2
    host.groups[1].figures.merge(["memory.events.oom_kill": 2, "memory.events.local.oom_kill": 2]) { $1 }
    let marks = try made(&maker, host, second: 2).marks
    #expect(marks == [Mark(kind: .oomKill, inode: 5, target: "podman:db")])
  }

  /// A sampler that was made anew has other slots.
  @Test func otherSlotsAreNoBirths() throws {
    var maker = MomentMaker(machine: MachineFacts())
    var host = host()
    var screen = Screen()
    let first = try made(&maker, host, second: 1)
    _ = screen.take(first)
    host.groups.reverse()
    let second = try made(&maker, host, second: 3)
    _ = screen.take(second)
    #expect(second.marks.isEmpty)
    #expect(second.interval == 2)
    for row in first.rows { #expect(second.rows.contains { $0.who === row.who }) }
    let frozen = screen.ring.history(VerdictMetric.frozen, UInt64(UInt8(ascii: "c")), through: 1, count: 5)
    #expect(frozen == [1, 1])
  }

  @Test func aKillIsACauseOfItsRowAndOfThoseAbove() throws {
    let moment = try #require(try TargetHost.moments.get().last)
    func why(_ name: ByteText) -> String? {
      moment.rows.first { $0.who.target == name }.map { String(decoding: $0.why, as: UTF8.self) }
    }
    #expect(why("docker:worker-1") == "oom 4m x3")
    #expect(why("system.slice") == "oom 4m x3")
    #expect(why("alice/podman:ci") == "cpu ^alice")
    #expect(why("cron.service") == "")
  }

  /// What a glob takes, and what is below it, also where it comes later or is named late; nothing else.
  @Test func onlyWhatAGlobTakesIsShown() throws {
    var maker = MomentMaker(machine: MachineFacts(), only: TargetName.parse("docker:w*"))
    var host = InventedHost(groups: [], metrics: Catalogue.closure(of: Screen().metrics))
    func group(_ path: String, _ name: ByteText, frozen: Double = 0) -> InventedGroup {
      var group = InventedGroup(
        path, Identity(kind: .container, engine: .docker, name: name),
        ["frozen": frozen, "memory.events.oom_kill": 0])
      group.inode = UInt64(path.utf8.last ?? 0)
      return group
    }
    func shown(_ second: UInt64) throws -> (rows: [String], marks: [String]) {
      let moment = try made(&maker, host, second: second)
      return (moment.rows.map(\.who.target.description), moment.marks.map { "\($0.kind) \($0.target)" })
    }
    host.groups = [group("/1", "web"), group("/1/2", "inner"), group("/3", "db"), group("/4", "4444")]
    #expect(try shown(1).rows == ["docker:web", "docker:inner"])
    host.groups.append(group("/5", "worker"))
    host.groups[3].identity.name = "waiter"
    let later = try shown(2)
    #expect(later.rows == ["docker:web", "docker:inner", "docker:waiter", "docker:worker"])
    // A late name is no birth.
    #expect(later.marks == ["born docker:worker"])
    host.groups = [group("/3", "db")]
    #expect(try shown(3).rows == [])
  }

  /// Of the same groups under the same names nobody is asked again.
  @Test func namesAreAskedForOnceALook() throws {
    var maker = MomentMaker(machine: MachineFacts())
    var host = host()
    var asked = 0
    func rows(_ naming: Int) throws -> [Row] {
      var facts = MomentMaker.Facts()
      facts.naming = naming
      return try maker.moment(host.snapshot(), facts) {
        asked += 1
        return host.identities[$0.path] ?? host.unknown
      }.rows
    }
    let first = try rows(1)
    #expect(asked == 3)
    let second = try rows(1)
    #expect(asked == 3 && second.map(\.slot) == first.map(\.slot))
    for (one, two) in zip(first, second) { #expect(one.who === two.who) }
    _ = try rows(2)
    #expect(asked == 6)
    host.groups.removeLast()
    #expect(try rows(2).count == 2)
    #expect(asked == 8)
  }
}
