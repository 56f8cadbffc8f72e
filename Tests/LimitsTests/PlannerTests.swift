import ControlGroups
import ControlGroupsTesting
import Testing

@testable import Limits

struct PlannerTests {
  @Test func aWeightIsGivenBackLineByLine() async throws {
    let tree = FakeTree()
    tree.group("/db", ["io.weight": "default 300\n254:0 400\n"])
    let path = try #require(GroupPath("/db"))
    let planner = Planner(
      try tree.hierarchy(), owners: Owners(isInteractive: false, isLive: false), options: Router.Options(),
      admitted: Planner.Admitted(), protect: Protect(groups: [path], own: nil))
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
    let planner = Planner(
      try tree.hierarchy(), owners: Owners(isInteractive: false, isLive: false), options: Router.Options(),
      admitted: Planner.Admitted(), protect: Protect(groups: [], own: nil))
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
    let planner = Planner(
      try tree.hierarchy(), owners: Owners(isInteractive: false, isLive: false), options: Router.Options(),
      admitted: Planner.Admitted(), protect: Protect(groups: [], own: nil))
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
}
