import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct ControlGroupTests {
  let tree = FakeTree()

  @Test func listsChildrenAndFilesAndEntersNothingForeign() throws {
    tree.group("/a/z")
    tree.group("/a/b", ["memory.max": "max\n"])
    tree.obstacle("/a", "mounted", .crossesDevice)
    tree.obstacle("/a", "link", .symbolicLink)
    let group = try tree.hierarchy().group("/a")
    #expect(try group.children() == ["b", "mounted", "z"])
    #expect(try group.child("b").fileNames() == ["memory.max"])
    #expect(throws: ControlGroupError.outside(try #require(GroupPath("/a/mounted")))) { try group.child("mounted") }
    #expect(throws: ControlGroupError.outside(try #require(GroupPath("/a/link")))) { try group.child("link") }
    var seen: [String] = []
    var walk = try tree.hierarchy().rootGroup().walk()
    while let step = walk.next() { seen.append(step.path.description) }
    #expect(seen == ["/", "/a", "/a/b", "/a/z"])
  }

  @Test func aFileIsNoGroup() throws {
    tree.group("/a", ["memory.max": "max\n"])
    let path = try #require(GroupPath("/a/memory.max"))
    #expect(throws: ControlGroupError.isFile(path)) { try tree.hierarchy().group(path) }
    #expect(
      ControlGroupError.isFile(path).description
        == "/a/memory.max is a file, not a group; weir get /a memory.max reads it")
    let below = path.appending("x")
    #expect(throws: ControlGroupError.outside(below)) { try tree.hierarchy().group(below) }
  }

  @Test func namesTheDeepestPartThatExists() throws {
    tree.group("/a/b")
    let hierarchy = try tree.hierarchy()
    let missing = try #require(GroupPath("/a/b/c/d"))
    #expect(throws: ControlGroupError.noGroup(missing, nearest: try #require(GroupPath("/a/b")))) {
      try hierarchy.group(missing)
    }
    #expect(throws: ControlGroupError.badPath("/a/../b")) { try hierarchy.group("/a/../b") }
  }

  @Test func isOneIncarnation() throws {
    tree.group("/web", ["memory.current": "4096\n"])
    let group = try tree.hierarchy().group("/web")
    let first = group.id
    #expect(group.isAlive)
    tree.remove("/web")
    tree.group("/web", ["memory.current": "8192\n"])
    #expect(!group.isAlive)
    #expect(throws: ControlGroupError.vanished(group.path)) { try group.memory.current.read() }
    let again = try tree.hierarchy().group("/web")
    #expect(again.id != first)
    #expect(try again.memory.current.read().rawValue == 8192)
  }

  @Test func pathsLongerThanTheKernelTakes() throws {
    let name = ByteText([UInt8](repeating: UInt8(ascii: "n"), count: 255))
    var path = GroupPath.root
    for _ in 0..<40 { path = path.appending(name) }
    tree.group(path, ["pids.current": "3\n"])
    #expect(path.bytes.count > 4096)
    #expect(try tree.hierarchy().group(path).pids.current.read().rawValue == 3)
  }
}
