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

  /// `-memory` in the group above takes the file from a group that lives on.
  @Test func aFileThatWentAloneIsAbsentAndItsGroupIsNot() throws {
    let tree = FakeTree()
    tree.group("/", ["cgroup.controllers": "cpu memory\n"])
    tree.group("/web", ["memory.peak": "8192\n", "cgroup.controllers": "cpu\n"])
    let group = try tree.hierarchy().group("/web")
    let peak = try group.memory.peak.keepResettable()
    tree.drop("/web", "memory.peak")
    let gone = #expect(throws: ControlGroupError.self) { try peak.read() }
    #expect(gone?.absence == .controllerDisabled(.memory, in: .root))
    // There again, but not for a descriptor of the one that went.
    tree.set("/web", "memory.peak", "1\n")
    let other = ControlGroupError.system(doing: .read, file: "memory.peak", group: group.path, .noDevice)
    #expect(throws: other) { try peak.read() }
    #expect(try group.memory.peak.keepResettable().read() == .bytes(1))
    tree.remove("/web")
    #expect(throws: ControlGroupError.vanished(group.path)) { try peak.read() }
  }
}
