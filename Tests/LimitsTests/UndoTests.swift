import ControlGroups
import Testing

@testable import Limits

/// Putting back what a plan changed.
struct UndoTests {
  private func step(_ file: String, _ old: String, _ new: String, key: String? = nil) throws -> Step {
    Step(
      group: try #require(GroupPath("/a")), groupID: 7, file: file, key: key, old: old, new: new, isUnset: false,
      route: .file(.noSystemd), lasting: .untilGroupIsRemoved, clip: nil)
  }

  private func texts(_ changes: [Change]?) -> [String] { changes?.map { "\($0.file)=\($0.text ?? "unset")" } ?? [] }

  /// What is undone in one go.
  private func texts(_ undo: Undo?) -> [String] {
    #expect((undo?.parts.count ?? 0) <= 1)
    return texts(undo?.parts.first?.changes)
  }

  @Test func theOldValuesTheLastChangeFirst() throws {
    let plan = Plan([try step("memory.max", "9", "5"), try step("memory.high", "8", "4")])
    let undo = Undo(of: plan)
    #expect(texts(undo) == ["memory.max=9", "memory.high=8"])
    #expect(undo?.groups == [try #require(GroupPath("/a")): 7])
    #expect(undo?.isDirect == false)
    #expect(undo?.parts.map(\.isPersistent) == [false])
  }

  @Test func nothingChangedIsNothingToUndo() throws {
    #expect(Undo(of: Plan([try step("pids.max", "9", "9")])) == nil)
  }

  /// A device's line that was not there is taken away; one that was is written again.
  @Test func linesByDevice() throws {
    let new = try step("io.max", "", "254:0 rbps=1 wbps=max riops=max wiops=max", key: "254:0")
    #expect(texts(Undo(of: Plan([new]))) == ["io.max=254:0 rbps=max wbps=max riops=max wiops=max"])
    let changed = try step("io.max", "254:0 rbps=5 wbps=max riops=max wiops=max", "254:0 rbps=1", key: "254:0")
    #expect(texts(Undo(of: Plan([changed]))) == ["io.max=254:0 rbps=5 wbps=max riops=max wiops=max"])
    let given = try step("io.max", "8:0 rbps=5\n8:16 rbps=6", "unset")
    #expect(texts(Undo(of: Plan([given]))) == ["io.max=8:0 rbps=5", "io.max=8:16 rbps=6"])
  }

  /// A unit's property that nobody had set is given back, not set to what it was.
  @Test func anUnsetPropertyIsUnsetAgain() throws {
    var managed = try step("memory.max", "max", "5")
    managed.route = .manager(unit: "a.service", isUser: false, properties: [])
    managed.wasUnset = true
    let undo = Undo(of: Plan([managed, try step("pids.max", "9", "5")]))
    #expect(texts(undo) == ["pids.max=9", "memory.max=unset"])
    #expect(texts(undo?.parts.first?.held) == ["memory.max=5"])
  }

  private func managed(_ file: String, _ old: String, _ new: String, lasting: Lasting) throws -> Step {
    var step = try step(file, old, new)
    step.route = .manager(unit: "a.service", isUser: false, properties: [])
    step.lasting = lasting
    return step
  }

  /// A value for good that replaced one until the reboot: that one does not become one for good.
  @Test func whatLastedUntilTheRebootIsNotPutBackForGood() throws {
    let plan = Plan([try managed("pids.max", "52", "53", lasting: .forGood)])
    #expect(
      plan.undoLine { _ in "a.service" }
        == "weir set a.service pids.max=unset --if pids.max=53 && weir set a.service pids.max=52")
    let undo = Undo(of: plan)
    #expect(undo?.parts.map { texts($0.changes) } == [["pids.max=unset"], ["pids.max=52"]])
    #expect(undo?.parts.map { texts($0.held) } == [["pids.max=53"], []])
    #expect(undo?.parts.map(\.isPersistent) == [false, false])
  }

  /// Of two values only that for good is put back for good; a file, which knows no difference, goes with it.
  @Test func eachAsItWas() throws {
    var good = try managed("pids.max", "52", "53", lasting: .untilDaemonReload)
    good.wasPersistent = true
    let other = try managed("memory.max", "9000000", "5000000", lasting: .untilReboot)
    let file = try step("cpu.max.burst", "3", "2")
    let plan = Plan([good, other, file])
    #expect(
      plan.undoLine { _ in "a" }
        == "weir set a memory.max=9000000 && weir set a pids.max=52 cpu.max.burst=3 --persistent")
    #expect(Undo(of: plan)?.parts.map(\.isPersistent) == [false, true])
    #expect(Undo(of: Plan([other, file]))?.parts.count == 1)
  }

  /// cpu.weight and cpu.idle are one property: what is taken away is what was set.
  @Test func idleAndWeightStandInForEachOther() throws {
    var weight = try managed("cpu.weight", "1", "500", lasting: .forGood)
    weight.wasIdle = true
    #expect(
      Plan([weight]).undoLine { _ in "a" }
        == "weir set a cpu.weight=unset --if cpu.weight=500 && weir set a cpu.idle=1")
    var idle = try managed("cpu.idle", "0", "1", lasting: .forGood)
    idle.lostWeight = "300"
    #expect(
      Plan([idle]).undoLine { _ in "a" }
        == "weir set a cpu.idle=unset --if cpu.idle=1 && weir set a cpu.idle=0 cpu.weight=300")
  }

  /// After the drop-ins went the unit's own value stands there, and the old one may be less.
  @Test func aProtectedGroupIsNamedInBothParts() throws {
    var step = try managed("pids.max", "900", "800", lasting: .forGood)
    step.protectedNames = ["ssh.service"]
    #expect(
      Plan([step]).undoLine { _ in "ssh.service" }
        == "weir set ssh.service pids.max=unset --protected ssh.service --if pids.max=800"
        + " && weir set ssh.service pids.max=900 --protected ssh.service")
  }

  /// Nor for a moment is it the unit's own, under which what runs would be killed.
  @Test func aMemoryLimitIsNotTakenAwayOnTheWay() throws {
    let step = try managed("memory.max", "300000000", "400000000", lasting: .forGood)
    #expect(Plan([step]).undoLine { _ in "a" } == "weir set a memory.max=300000000 --persistent")
  }
}
