import ContainerIdentity
import ControlGroups
import GroupMetrics
import Testing

@testable import TerminalUI

struct TreeOrderTests {
  private func moment(_ paths: [String]) throws -> Moment {
    let found = try paths.map { try #require(GroupPath($0)) }
    let groups = found.enumerated().map { index, path in
      Snapshot.Group(
        path: path, inode: UInt64(index + 1),
        parent: found.indices.last { $0 < index && paths[index].hasPrefix(paths[$0] == "/" ? "/" : paths[$0] + "/") })
    }
    var moment = Moment(
      snapshot: Snapshot(groups: groups, slots: Array(groups.indices), metrics: [], columns: []))
    // Of the second no row is made: what is below it stands below the root.
    moment.rows = groups.indices.filter { $0 != 1 }.map { slot in
      let group = GroupIdentity(Identity(kind: .service, name: found[slot].name))
      return Row(slot: slot, who: Who(path: found[slot], inode: UInt64(slot + 1), group: group), causes: [], why: [])
    }
    return moment
  }

  @Test func rowsStandBelowTheNearestRow() throws {
    let moment = try moment(["/", "/a.slice", "/a.slice/b.slice", "/a.slice/b.slice/c", "/d"])
    let tree = TreeOrder(moment)
    let entries = tree.entries(Array(moment.rows.indices), folded: [])
    #expect(entries.map(\.inode) == [1, 3, 4, 5])
    #expect(entries.map(\.depth) == [0, 1, 2, 1])
    #expect(entries.map(\.holdsRows) == [true, true, false, false])
    #expect(tree.entries(Array(moment.rows.indices), folded: [3]).map(\.inode) == [1, 3, 5])
  }

  @Test func aHitBringsThoseAboveIt() throws {
    let moment = try moment(["/", "/a.slice", "/a.slice/b.slice", "/a.slice/b.slice/c", "/d"])
    #expect(TreeOrder(moment).withThoseAbove([2]) == [0, 1, 2])
    #expect(TreeOrder(moment).withThoseAbove([3]) == [0, 3])
  }
}
