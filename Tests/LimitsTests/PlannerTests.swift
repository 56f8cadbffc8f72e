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
}
