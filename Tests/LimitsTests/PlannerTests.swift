import ControlGroups
import ControlGroupsTesting
import Testing

@testable import Limits

struct PlannerTests {
  private func planner(_ tree: FakeTree, _ protect: Protect = Protect(groups: [], own: nil)) throws -> Planner {
    Planner(
      try tree.hierarchy(), owners: Owners(isInteractive: false, isLive: false), options: Router.Options(),
      admitted: Planner.Admitted(), protect: protect)
  }

  @Test func aWeightIsGivenBackLineByLine() async throws {
    let tree = FakeTree()
    tree.group("/db", ["io.weight": "default 300\n254:0 400\n"])
    let path = try #require(GroupPath("/db"))
    let planner = try planner(tree, Protect(groups: [path], own: nil))
    let plan = try await planner.plan([Change(group: path, file: "io.weight", text: nil)])
    #expect(Set(plan.steps.map(\.new)) == ["default 100", "254:0 default"])
    #expect(Set(plan.steps.map(\.old)) == ["default 300", "254:0 400"])
  }

  /// What the plan sets above, for all its targets, is what will hold there: be it more or less than today.
  @Test func aPlansOwnValuesAboveAreWhatClips() async throws {
    let tree = FakeTree()
    for path in ["/db", "/db/one"] {
      tree.group(path, ["pids.max": "500\n", "memory.max": "1048576\n", "cpu.max": "50000 100000\n"])
    }
    let (above, below) = (try #require(GroupPath("/db")), try #require(GroupPath("/db/one")))
    let planner = try planner(tree)
    func clip(_ file: String, _ text: String, above value: String?) async throws -> Step.Clip? {
      let changes =
        [Change(group: below, file: file, text: text)]
        + (value.map { [Change(group: above, file: file, text: $0)] } ?? [])
      return try await planner.plan(changes).steps.first { $0.group == below }?.clip
    }
    #expect(try await clip("pids.max", "900", above: nil) == Step.Clip(group: above, value: "500"))
    #expect(try await clip("pids.max", "900", above: "900") == nil)
    #expect(try await clip("pids.max", "300", above: "200") == Step.Clip(group: above, value: "200"))
    #expect(try await clip("memory.max", "max", above: "8388608") == Step.Clip(group: above, value: "8388608"))
    #expect(try await clip("cpu.max", "200000 100000", above: nil) == Step.Clip(group: above, value: "50000 100000"))
    #expect(try await clip("cpu.max", "200000 100000", above: "100000 50000") == nil)
  }

  @Test func anIdleGroupGetsNoWeight() async throws {
    let tree = FakeTree()
    tree.group("/db", ["cpu.idle": "0\n", "cpu.weight": "100\n"])
    let path = try #require(GroupPath("/db"))
    let planner = try planner(tree)
    let weight = Change(group: path, file: "cpu.weight", text: "500")
    await #expect(throws: PlanRefusal.self) {
      try await planner.plan([weight, Change(group: path, file: "cpu.idle", text: "1")])
    }
    await #expect(throws: PlanRefusal.self) {
      try await planner.plan(
        ["cpu.weight", "cpu.idle"].map { Change(group: path, file: $0, text: $0 == "cpu.idle" ? "1" : nil) })
    }
    #expect(try await planner.plan([weight, Change(group: path, file: "cpu.idle", text: "0")]).steps.count == 2)
    #expect(try await planner.plan([weight]).steps.map(\.wasIdle) == [false])
    let idle = Change(group: path, file: "cpu.idle", text: "1")
    #expect(try await planner.plan([idle]).steps.map(\.lostWeight) == ["100"])
    tree.set("/db", "cpu.idle", "1\n")
    #expect(try await planner.plan([weight]).steps.map(\.wasIdle) == [true])
  }

  /// What undoes a change is refused where somebody else's came after it, and it reads values as they are set.
  @Test func aPlanMayBeMadeForOneValueAlone() async throws {
    let tree = FakeTree()
    let line = "254:0 rbps=1000 wbps=max riops=max wiops=7"
    tree.group("/db", ["memory.max": "1048576\n", "io.max": line + "\n"])
    let path = try #require(GroupPath("/db"))
    let planner = try planner(tree)
    let change = Change(group: path, file: "memory.max", text: "max")
    func plan(while file: String, _ text: String) async throws -> Int {
      try await planner.plan([change], while: [Change(group: path, file: file, text: text)]).steps.count
    }
    #expect(try await plan(while: "memory.max", "1048576") == 1)
    // As it was typed: the kernel keeps whole pages.
    #expect(try await plan(while: "memory.max", "1050000") == 1)
    #expect(try await plan(while: "io.max", line) == 1)
    #expect(try await plan(while: "io.max", "254:0 rbps=1000") == 1)
    // Giving back takes every device's line away: not where another came since.
    let given = Change(group: path, file: "io.max", text: nil)
    let held = [Change(group: path, file: "io.max", text: line)]
    #expect(try await planner.plan([given], while: held).steps.count == 1)
    tree.set("/db", "io.max", line + "\n8:16 rbps=5 wbps=max riops=max wiops=max\n")
    let other = await #expect(throws: PlanRefusal.self) { try await planner.plan([given], while: held) }
    #expect(other.map { "\($0)" } == "io.max of /db has a line for 8:16, too: it was changed since")
    // A device without a line has no limit.
    #expect(try await plan(while: "io.max", "8:0 rbps=max") == 1)
    let refusal = await #expect(throws: PlanRefusal.self) { try await plan(while: "memory.max", "2097152") }
    #expect(
      refusal.map { "\($0)" } == "memory.max of /db holds \"1048576\", not \"2097152\": it was changed since")
    await #expect(throws: PlanRefusal.self) { try await plan(while: "io.max", "254:0 rbps=2000") }
    await #expect(throws: PlanRefusal.self) { try await plan(while: "io.max", "8:0 rbps=5") }
    await #expect(throws: ControlGroupError.self) { try await plan(while: "pids.max", "5") }
  }

  @Test func twoLimitsOfOneDeviceAreOneStep() async throws {
    let tree = FakeTree()
    tree.group("/db", ["io.max": "254:0 rbps=9 wbps=max riops=3 wiops=max\n"])
    let path = try #require(GroupPath("/db"))
    let plan = try await planner(tree).plan(
      ["254:0 rbps=1000", "254:0 wbps=2000", "8:0 riops=5"].map { Change(group: path, file: "io.max", text: $0) })
    #expect(
      plan.steps.map(\.new) == [
        "254:0 rbps=1000 wbps=2000 riops=3 wiops=max", "8:0 rbps=max wbps=max riops=5 wiops=max",
      ])
  }

  /// What is swapped out today is not, where the same plan takes the swap away.
  @Test func swapThatGoesHoldsNothing() async throws {
    let tree = FakeTree()
    let mega = 1 << 20
    tree.plain("/proc/meminfo", "MemTotal: 4194304 kB\nSwapFree: 2097152 kB\n")
    tree.group(
      "/db",
      [
        "memory.max": "max\n", "memory.swap.max": "max\n", "memory.swap.current": "0\n",
        "memory.current": "\(300 * mega)\n", "memory.stat": "anon \(300 * mega)\n",
      ])
    let path = try #require(GroupPath("/db"))
    let limit = Change(group: path, file: "memory.max", text: "\(100 * mega)")
    #expect(try await planner(tree).plan([limit]).steps.count == 1)
    for text in ["0", "\(50 * mega)"] {
      await #expect(throws: PlanRefusal.self) {
        try await planner(tree).plan([Change(group: path, file: "memory.swap.max", text: text), limit])
      }
    }
  }

  /// A scope's limit goes to the engine's inner group, too; once, where that is asked for by itself.
  @Test func anInnerGroupThatIsNamedIsWrittenOnce() async throws {
    let tree = FakeTree()
    let id = String(repeating: "a1", count: 32)
    let (scope, inner) = ("/machine.slice/libpod-\(id).scope", "/machine.slice/libpod-\(id).scope/container")
    for path in ["/machine.slice", scope, inner] { tree.group(path, ["pids.max": "500\n"]) }
    let outer = Change(group: try #require(GroupPath(scope)), file: "pids.max", text: "600")
    let own = Change(group: try #require(GroupPath(inner)), file: "pids.max", text: "700")
    #expect(try await planner(tree).plan([outer]).steps.map(\.new) == ["600", "600"])
    let plan = try await planner(tree).plan([outer, own])
    #expect(plan.steps.map { "\($0.group) \($0.new)" } == ["\(scope) 600", "\(inner) 700"])
    // So are they put back: from above to below, the inner one's own value last.
    #expect(plan.undoLine { $0.description } == "weir set \(scope) pids.max=500 && weir set \(inner) pids.max=500")
    #expect(
      Undo(of: plan)?.parts.first?.changes.map { "\($0.group) \($0.text ?? "-")" }.sorted() == [
        "\(scope) 500", "\(inner) 500",
      ])
  }
}
