import ControlGroups
import Testing

@testable import Limits

struct PlanTests {
  private func step(_ group: String, _ file: String, _ old: String, _ new: String, key: String? = nil) throws -> Step {
    Step(
      group: try #require(GroupPath(group)), groupID: 7, file: file, key: key, old: old, new: new, isUnset: false,
      route: .file(.noSystemd), lasting: .untilGroupIsRemoved, clip: nil)
  }

  private func order(_ steps: [Step]) -> [String] { Plan(steps).steps.map { "\($0.group) \($0.file)" } }

  @Test func raisesParentsBeforeChildren() throws {
    let steps = [try step("/a/b", "memory.max", "1", "9"), try step("/a", "memory.max", "1", "max")]
    #expect(order(steps) == ["/a memory.max", "/a/b memory.max"])
  }

  @Test func lowersChildrenBeforeParents() throws {
    let steps = [try step("/a", "pids.max", "max", "10"), try step("/a/b", "pids.max", "20", "5")]
    #expect(order(steps) == ["/a/b pids.max", "/a pids.max"])
  }

  @Test func highBeforeMaxWhenLoweringAndAfterItWhenRaising() throws {
    let down = [try step("/a", "memory.max", "9", "5"), try step("/a", "memory.high", "8", "4")]
    #expect(order(down) == ["/a memory.high", "/a memory.max"])
    let up = [try step("/a", "memory.high", "4", "8"), try step("/a", "memory.max", "5", "9")]
    #expect(order(up) == ["/a memory.max", "/a memory.high"])
  }

  @Test func burstStaysUnderTheQuota() throws {
    let down = [
      try step("/a", "cpu.max", "90000 100000", "10000 100000"), try step("/a", "cpu.max.burst", "9000", "0"),
    ]
    #expect(order(down) == ["/a cpu.max.burst", "/a cpu.max"])
    let up = [try step("/a", "cpu.max.burst", "0", "9000"), try step("/a", "cpu.max", "1000 100000", "90000 100000")]
    #expect(order(up) == ["/a cpu.max", "/a cpu.max.burst"])
  }

  @Test func aGroupIsNoLongerIdleBeforeItGetsAWeight() throws {
    let steps = [try step("/a", "cpu.weight", "0", "500"), try step("/a", "cpu.idle", "1", "0")]
    #expect(order(steps) == ["/a cpu.idle", "/a cpu.weight"])
    #expect(Plan(steps).undoLine { $0.description } == "weir set /a cpu.idle=1")
    #expect(Undo(of: Plan(steps))?.parts.first?.changes.map(\.file) == ["cpu.idle"])
    // A manager takes a weight alone.
    var weight = try step("/a", "cpu.weight", "1", "500")
    weight.wasIdle = true
    let alone = Plan([weight])
    #expect(alone.undoLine { $0.description } == "weir set /a cpu.idle=1")
    // Either reads as a value, and neither is one.
    #expect(alone.changes.count == 1)
    (weight.old, weight.new) = ("1", "1")
    var nice = try step("/a", "cpu.weight.nice", "19", "19")
    nice.wasIdle = true
    #expect(Plan([weight, nice]).changes.count == 2)
    #expect(Plan([weight, nice]).undoLine { $0.description } == "weir set /a cpu.idle=1")
    // The other way its weight goes.
    var idle = try step("/a", "cpu.idle", "0", "1")
    idle.lostWeight = "100"
    #expect(Plan([idle]).undoLine { $0.description } == "weir set /a cpu.idle=0")
    idle.lostWeight = "300"
    #expect(Plan([idle]).undoLine { $0.description } == "weir set /a cpu.idle=0 cpu.weight=300")
    #expect(
      Undo(of: alone)?.parts.first?.changes == [
        Change(group: try #require(GroupPath("/a")), file: "cpu.idle", text: "1")
      ])
  }

  @Test func whatIsThereAlreadyIsNotWritten() throws {
    let plan = Plan([try step("/a", "pids.max", "5", "5"), try step("/a", "cpu.weight", "100", "50")])
    #expect(plan.changes.map(\.file) == ["cpu.weight"] && plan.unchanged.map(\.file) == ["pids.max"])
  }

  @Test func theUndoLineTakesEverythingBack() throws {
    let plan = Plan([
      try step("/a b", "memory.max", "max", "1048576"),
      try step("/a b", "cpu.max", "max 100000", "50000 100000"),
      try step("/a b", "io.max", "254:0 rbps=1000 wbps=max riops=max wiops=7", "254:0 rbps=9", key: "254:0"),
    ])
    let line = try #require(plan.undoLine { $0.description })
    #expect(line.hasPrefix("weir set '/a b' "))
    #expect(line.contains("memory.max=max") && line.contains("cpu.max=max/100000"))
    #expect(line.contains("io.max=254:0,rbps=1000,wbps=max,riops=max,wiops=7"))
    #expect(Plan([try step("/a", "pids.max", "5", "5")]).undoLine { _ in "x" } == nil)
  }

  @Test func aUnitsUnsetPropertyIsGivenBack() throws {
    var step = try step("/a.service", "memory.max", "max", "1048576")
    step.route = .manager(unit: "a.service", isUser: false, properties: [])
    step.wasUnset = true
    // Its drop-in goes only while it is this plan's.
    let line = "weir set a.service memory.max=unset --if memory.max=1048576"
    #expect(Plan([step]).undoLine { _ in "a.service" } == line)
    step.isUnset = true
    step.new = "unset"
    #expect(Plan([step]).undoLine { _ in "a.service" } == "weir set a.service memory.max=unset")
  }

  /// The way back is told what the way there was told: what it lowers again is protected, or a kubelet's.
  @Test func theWayBackHasTheFlagsThatItNeeds() throws {
    var ssh = try step("/ssh.service", "pids.max", "500", "900")
    ssh.protectedNames = ["ssh.service", "dbus.service"]
    #expect(
      Plan([ssh]).undoLine { _ in "ssh.service" }
        == "weir set ssh.service pids.max=500 --protected dbus.service --protected ssh.service")
    (ssh.old, ssh.new) = ("900", "500")
    #expect(Plan([ssh]).undoLine { _ in "ssh.service" } == "weir set ssh.service pids.max=900")
    let pod = try step("/kubepods.slice/kubepods-pod1.slice", "pids.max", "500", "900")
    #expect(Plan([pod]).undoLine { _ in "pod" } == "weir set pod pids.max=500 --foreign")
  }

  @Test func aLineThatWasNotThereIsTakenAway() throws {
    let weight = try step("/a", "io.weight", "", "254:0 300", key: "254:0")
    #expect(
      Plan([weight]).undoLine { $0.description } == "weir set /a 'io.weight=254:0 default'"
        || Plan([weight]).undoLine { $0.description } == "weir set /a io.weight='254:0 default'")
    var given = try step("/a", "io.weight", "default 300\n254:0 400", "unset")
    given.isUnset = true
    #expect(Plan([given]).undoLine { $0.description } == "weir set /a io.weight='default 300' io.weight='254:0 400'")
    let latency = try step("/a", "io.latency", "", "254:0 target=75000", key: "254:0")
    #expect(Plan([latency]).undoLine { $0.description } == "weir set /a io.latency=254:0,target=0")
  }

  /// A value that its manager would not keep is written, though it stands there.
  @Test func whatIsOwedIsNotUnchanged() throws {
    var step = try step("/a.service", "pids.max", "5", "5")
    #expect(step.isUnchanged)
    step.isOwed = true
    #expect(!step.isUnchanged && Plan([step]).changes.count == 1)
    // Nor is there a value that undoes it.
    #expect(Plan([step]).undoLine { $0.description } == nil && Undo(of: Plan([step])) == nil)
  }

  @Test func devicesLimitsAreGivenBackOnce() throws {
    let steps = try ["8:0", "254:0"].map { key in
      var step = try step("/a", "io.max", "", "\(key) rbps=5 wbps=max riops=max wiops=max", key: key)
      (step.route, step.wasUnset) = (.manager(unit: "a.service", isUser: false, properties: []), true)
      return step
    }
    let held =
      "--if io.max=8:0,rbps=5,wbps=max,riops=max,wiops=max --if io.max=254:0,rbps=5,wbps=max,riops=max,wiops=max"
    #expect(Plan(steps).undoLine { _ in "a" } == "weir set a io.max=unset \(held)")
    #expect(Undo(of: Plan(steps))?.parts.first?.changes.map(\.text) == [nil])
  }

  /// What stood there may be what would be refused as a slip of the pen.
  @Test func aLimitUnderAMegabyteIsPutBack() throws {
    let plan = Plan([try step("/a", "memory.max", "524288", "67108864")])
    #expect(plan.undoLine { "\($0)" } == "weir set /a memory.max=524288 --allow-oom")
  }
}
