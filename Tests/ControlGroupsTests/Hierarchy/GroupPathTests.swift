import Testing

@testable import ControlGroups

struct GroupPathTests {
  @Test(arguments: [
    ("/", "/"), ("", "/"), ("//", "/"), ("/a", "/a"), ("a/b", "/a/b"), ("/a//b/", "/a/b"), ("/...", "/..."),
  ])
  func normalises(_ typed: String, _ path: String) { #expect(GroupPath(typed)?.description == path) }

  @Test(arguments: ["/..", "/a/../b", ".", "/a/.", "/a\u{0}b", "/a\nb"])
  func refusesWhatWouldLeave(_ typed: String) { #expect(GroupPath(typed) == nil) }

  @Test func knowsItsPlace() throws {
    let path = try #require(GroupPath("/a/b/c"))
    #expect(path.name == "c")
    #expect(path.parent?.description == "/a/b")
    #expect(path.selfAndAncestors.map(\.description) == ["/a/b/c", "/a/b", "/a", "/"])
    #expect(GroupPath.root.parent == nil)
    #expect(GroupPath.root.name == "/")
    #expect(GroupPath.root.appending("x").description == "/x")
  }

  @Test func containsByWholeParts() throws {
    let above = try #require(GroupPath("/a"))
    let below = try #require(GroupPath("/a/b"))
    let other = try #require(GroupPath("/ab"))
    #expect(above.contains(below) && above.contains(above) && GroupPath.root.contains(other))
    #expect(!above.contains(other) && !below.contains(above))
    #expect(above.relative(below)?.description == "/b")
    #expect(above.relative(above)?.isRoot == true)
    #expect(above.relative(other) == nil)
  }

  @Test func bytesThatAreNoUTF8AreEscaped() {
    let path = GroupPath.root.appending(ByteText([0x61, 0xFF, 0x1B, 0x5C]))
    #expect(path.description == "/a\\xff\\x1b\\")
    #expect(ByteText(path.description).unescaped.bytes == path.bytes)
  }

  @Test func aGroupSortsBeforeWhatIsBelowIt() throws {
    let paths = ["/a-b", "/a/b", "/a"].compactMap { GroupPath($0) }
    #expect(paths.sorted().map(\.description) == ["/a", "/a/b", "/a-b"])
  }
}
