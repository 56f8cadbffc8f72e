import ControlGroups
import ControlGroupsTesting
import Testing

struct ResettableFileTests {
  @Test func aMarkIsKeptAndReset() throws {
    let tree = FakeTree()
    tree.group("/web", ["memory.peak": "8192\n"])
    let group = try tree.hierarchy().group("/web")
    let opened = tree.openDescriptors
    do {
      let peak = try group.memory.peak.keepResettable()
      #expect(try peak.read() == .bytes(8192))
      tree.answer("/web", "memory.peak") { _ throws(ErrorNumber) in "4096\n" }
      try peak.reset()
      #expect(try peak.read() == .bytes(4096))
      tree.answer("/web", "memory.peak") { _ throws(ErrorNumber) in throw .invalid }
      #expect(throws: ControlGroupError.self) { try peak.reset() }
    }
    #expect(tree.openDescriptors == opened)
  }
}
