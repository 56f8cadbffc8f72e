import ControlGroups
import ControlGroupsTesting
import GroupMetrics
import Testing

@testable import WeirCommands

struct StatRowsTests {
  /// Whether names are looked at anew between two samples (after 5 s) or not.
  @Test(arguments: [1, 6] as [UInt64]) func aGroupThatIsGoneIsNoRow(seconds: UInt64) throws {
    let tree = FakeMachine.whole()
    let hierarchy = try tree.hierarchy()
    let columns = try StatColumns("memory.current", sort: "name")
    let target = try #require(GroupPath("/system.slice/web.service"))
    for targets in [[target], []] {
      if targets.isEmpty { tree.group(target.description, FakeMachine.group(memory: "4096")) }
      var rows = StatRows(hierarchy, columns, targets: targets)
      func sample() throws -> [GroupPath] {
        tree.advanceClock(nanoseconds: seconds * 1_000_000_000)
        return try rows.sample().rows.map(\.path)
      }
      for _ in 0..<2 { #expect(try sample().contains(target)) }
      tree.remove(target.description)
      for _ in 0..<3 { #expect(try !sample().contains(target)) }
      tree.group(target.description, FakeMachine.group(memory: "8192"))
      let again = try [sample(), sample()].last ?? []
      if targets.isEmpty { #expect(again.contains(target)) }
    }
  }
}
