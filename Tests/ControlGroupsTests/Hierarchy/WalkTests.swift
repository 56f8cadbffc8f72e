import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct WalkTests {
  private func paths(_ walk: Walk) -> [String] {
    var walk = walk
    var out: [String] = []
    while let step = walk.next() { out.append("\(step.depth)\(step.isLast ? "!" : "") \(step.path)") }
    return out
  }

  @Test func parentsFirstSiblingsInByteOrder() throws {
    let tree = FakeTree()
    for path in ["/b", "/a/2", "/a/10", "/B"] { tree.group(path) }
    let root = try tree.hierarchy().rootGroup()
    #expect(paths(root.walk()) == ["0! /", "1 /B", "1 /a", "2 /a/10", "2! /a/2", "1! /b"])
    #expect(paths(root.walk(maximumDepth: 1)) == ["0! /", "1 /B", "1 /a", "1! /b"])
    #expect(paths(root.walk(maximumDepth: 0)) == ["0! /"])
    #expect(paths(try root.child("a").walk()) == ["0! /a", "1 /a/10", "1! /a/2"])
  }

  @Test func survivesGroupsThatVanish() throws {
    let tree = FakeTree()
    for index in 0..<10 { tree.group("/a/\(index)/x") }
    let calls = ScriptedCalls(tree)
    let root = try Hierarchy.live(calls).rootGroup()
    // Between the listing of /a and the opening of its children, most of them go; then /a itself.
    var walk = root.walk()
    #expect(walk.next()?.path.description == "/")
    #expect(walk.next()?.path.description == "/a")
    for index in 0..<7 { tree.remove("/a/\(index)") }
    #expect(walk.next()?.path.description == "/a/7")
    tree.remove("/a")
    #expect(walk.next() == nil)
  }

  @Test func aGroupThatCannotBeOpenedIsShownWithItsReason() throws {
    let tree = FakeTree()
    tree.group("/a/x")
    tree.group("/b")
    let calls = ScriptedCalls(tree)
    var walk = try Hierarchy.live(calls).rootGroup().walk()
    _ = walk.next()
    calls.fail(.openBeneath, at: 1, with: .tooManyFiles)
    let step = walk.next()
    #expect(step?.group == nil && step?.path.description == "/a")
    #expect(step?.failure?.description.contains("ulimit -n") == true)
    #expect(walk.next()?.path.description == "/b")
  }

  @Test func tenThousandGroupsAndAHundredLevels() throws {
    let tree = FakeTree()
    for index in 0..<10_000 { tree.group("/wide/\(index)") }
    var deep = GroupPath.root
    for index in 0..<100 { deep = deep.appending(ByteText("level\(index)")) }
    tree.group(deep)
    let hierarchy = try tree.hierarchy()
    var walk = try hierarchy.rootGroup().walk()
    var count = 0
    var deepest = 0
    while let step = walk.next() {
      count += 1
      deepest = max(deepest, step.depth)
    }
    #expect(count == 1 + 1 + 10_000 + 100)
    #expect(deepest == 100)
  }
}
