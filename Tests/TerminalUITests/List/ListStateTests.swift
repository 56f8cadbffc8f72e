import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

struct ListStateTests {
  /// A container in a namespace of its own, say.
  @Test func aHierarchyOfNothingButItsRootShowsThat() throws {
    var host = TargetHost.host()
    let identities = host.identities
    func list(_ change: (inout ListState) -> Void = { _ in }) throws -> [GroupPath] {
      var maker = MomentMaker(machine: TargetHost.machine)
      let moment = try maker.moment(host.snapshot()) { identities[$0.path] ?? host.unknown }
      var list = ListState()
      change(&list)
      list.show(moment, isFresh: true)
      return list.entries.map { moment.rows[$0.place].who.path }
    }
    #expect(try !list().isEmpty && !list().contains(.root))
    host.groups = host.groups.filter { $0.path == "/" }
    #expect(try list() == [.root])
    // What a filter leaves out is not brought in by the back door.
    #expect(try list { $0.filters.onlyContainers = true }.isEmpty)
  }
}
