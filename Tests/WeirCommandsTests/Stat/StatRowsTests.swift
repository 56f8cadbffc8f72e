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

  /// A slice is the sum of what it holds: it is a row only for a query that can mean it.
  @Test(arguments: [
    ("kind = slice", ["/", "/system.slice", "/user.slice", "/user.slice/user-1000.slice"]),
    ("name = system.slice", ["/system.slice"]),
    ("path = /system.slice*", ["/system.slice", "/system.slice/web.service"]),
    ("target = web.service", ["/system.slice/web.service"]), ("memory.current > 0", ["/system.slice/web.service"]),
    ("kind = service", ["/system.slice/web.service"]),
  ])
  func slicesAreRowsOfQueriesThatNameThem(_ query: String, _ expected: [String]) throws {
    let tree = FakeMachine.whole()
    tree.remove("/user.slice/user-1000.slice/user@1000.service")
    let selector = try Selector(ByteText(query))
    var rows = StatRows(
      try tree.hierarchy(), try StatColumns("memory.current", sort: "name"), targets: [], also: selector.metrics)
    rows.selector = selector
    let list = try rows.sample()
    #expect(list.rows.map(\.path.description).sorted() == expected)
    // What is within another row is in that one's figures already.
    if query.hasPrefix("path") { #expect(list.total(Catalogue.id("memory.current")) == 1_048_576) }
  }
}
