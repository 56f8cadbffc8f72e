import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import Exposition

/// When groups and their names are looked at anew.
struct ServedGroupsTests {
  /// What is left out, and docker may come to know, is waited for while it is young; then a look a minute will do.
  @Test(arguments: ["/ecs/task", "/job"]) func whatDockerDoesNotKnowSettles(_ parent: String) throws {
    let machine = Machine()
    let holder = "\(parent)/\(String(repeating: "4e", count: 32))"
    for path in ["/ecs", parent, holder] { machine.tree.group(path, Machine.group()) }
    machine.tree.born(holder, at: Int64(machine.tree.wallNanoseconds))
    let hierarchy = try machine.tree.hierarchy()
    let plan = SeriesPlan([.pids])
    let born = Catalogue.id("start_time")
    let sampler = Sampler(hierarchy, metrics: plan.metrics + [born])
    let filter = GroupFilter(exclude: try Selector("kind = other or kind = container"))
    var groups = ServedGroups(hierarchy, filter: filter)
    func looks() throws -> Int {
      let before = groups.changes
      let snapshot = try sampler.sample()
      groups.update(snapshot, born, SeriesBudget(plan, snapshot, atMost: 1_000))
      return groups.changes - before
    }
    machine.tree.remove(Machine.container)
    #expect(try looks() == 1)
    machine.tree.advanceClock(nanoseconds: 5_000_000_000)
    #expect(try looks() == 1)
    machine.tree.advanceClock(nanoseconds: 6_000_000_000)
    #expect(try looks() == 1)
    #expect(try looks() == 0)
    machine.tree.advanceClock(nanoseconds: 61_000_000_000)
    #expect(try looks() == 1)
  }
}
