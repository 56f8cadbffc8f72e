import ControlGroups
import Testing

@testable import WeirCommands

/// Which of the groups that a query chose are in which tree.
struct TreeFilterTests {
  private func at(_ path: String) throws -> GroupPath { try #require(GroupPath(path)) }

  @Test func eachTreeHasWhatIsBelowIt() throws {
    let chosen = try ["/a", "/a/b", "/a/b/c", "/ab", "/d/e"].map(at)
    let starts = try ["/a", "/a/b/c", "/d", "/ab/x"].map(at)
    let inside = TreeFilter.divided(chosen, among: starts)
    #expect(try inside[at("/a")] == ["/a", "/a/b", "/a/b/c"].map(at))
    #expect(try inside[at("/a/b/c")] == [at("/a/b/c")])
    #expect(try inside[at("/d")] == [at("/d/e")])
    #expect(try inside[at("/ab/x")] == nil && inside.count == 3)
    #expect(TreeFilter.divided(chosen, among: [.root])[.root] == chosen)
  }
}
