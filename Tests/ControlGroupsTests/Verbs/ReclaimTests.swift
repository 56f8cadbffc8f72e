import ControlGroups
import ControlGroupsTesting
import Testing

struct ReclaimTests {
  let tree = FakeTree()

  @Test func saysWhatItGot() throws {
    tree.group("/web", ["memory.current": "10000000\n"])
    tree.answer("/web", "memory.reclaim") { [tree] _ throws(ErrorNumber) in
      tree.set("/web", "memory.current", "9000000\n")
      return nil
    }
    let all = try tree.hierarchy().group("/web").reclaim(.bytes(1_000_000))
    #expect(all.got == .bytes(1_000_000) && !all.isPartial)
  }

  @Test func aPartIsAnAnswerToo() throws {
    tree.group("/web", ["memory.current": "4096\n"])
    tree.answer("/web", "memory.reclaim") { _ throws(ErrorNumber) in throw .tryAgain }
    let part = try tree.hierarchy().group("/web").reclaim(.gibibytes(1), swappiness: .at(60))
    #expect(part.isPartial && part.got == .bytes(0) && part.before == .bytes(4096))
    tree.answer("/web", "memory.reclaim") { _ throws(ErrorNumber) in throw .invalid }
    #expect(throws: ControlGroupError.self) { try tree.hierarchy().group("/web").reclaim(.bytes(1)) }
  }

  @Test func theRootHasNoCurrent() throws {
    tree.group("/", ["memory.reclaim": ""])
    #expect(try tree.hierarchy().rootGroup().reclaim(.bytes(4096)).got == nil)
  }
}
