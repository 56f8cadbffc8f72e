import ControlGroups
import ControlGroupsTesting
import Testing

/// Who may write in the fake tree: as on a machine, an errno and no word.
struct FakeTreeOwnerTests {
  private let tree = FakeTree()

  init() {
    tree.group("/root", ["memory.max": "max\n", "memory.peak": "1\n"])
    tree.group("/alice", ["memory.max": "max\n", "memory.peak": "1\n"])
    tree.group("/root/below")
    tree.give("/alice", to: 1000)
    tree.become(1000)
  }

  private func refusal(_ body: () throws -> Void) -> Refusal? {
    do { try body() } catch ControlGroupError.refused(let refusal) { return refusal } catch {
      Issue.record("another error: \(error)")
    }
    return nil
  }

  @Test func anotherUsersGroupIsNotWritten() throws {
    let group = try tree.hierarchy().group("/root")
    let changes: [() throws -> Void] = [
      { try group.memory.max.write(.at(.mebibytes(1))) }, { _ = try group.memory.peak.keepResettable() },
      { _ = try group.create("new") }, { try group.child("below").remove() },
    ]
    for change in changes {
      let refused = refusal(change)
      #expect(refused?.reason == .notPermitted(owner: 0) && refused?.error == .accessDenied)
    }
    #expect(tree.text("/root", "memory.max") == "max\n")
    #expect(try group.children() == ["below"])
    // To read is everybody's.
    #expect(try group.memory.max.read() == .max)
    tree.become(0)
    for change in changes { #expect(refusal(change) == nil) }
  }

  @Test func onesOwnGroupIsAndWhatOneMakesInIt() throws {
    let group = try tree.hierarchy().group("/alice")
    try group.memory.max.write(.at(.mebibytes(1)))
    #expect(tree.text("/alice", "memory.max") == "1048576\n")
    let inner = try group.create("inner")
    try inner.core.freeze.write(Toggle(true))
    try inner.remove()
    tree.become(1001)
    #expect(refusal { try group.memory.max.write(.max) }?.reason == .notPermitted(owner: 1000))
  }
}
