import ControlGroups
import ControlGroupsTesting
import Foundation
import Testing

/// The fake on disk, read back by real system calls.
@Suite("The fake tree on disk")
struct FakeTreeDiskTests {
  /// A directory that goes away with the test.
  private func onDisk(_ tree: FakeTree, _ body: (String) throws -> Void) throws {
    let place = URL.temporaryDirectory.appending(path: "weir-tree-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    try tree.write(to: place)
    try body(place)
  }

  @Test func everyGroupAndFileIsReadBack() throws {
    let tree = FakeTree()
    tree.group("/web/one", ["memory.max": "1048576\n", "cgroup.type": "domain\n", "memory.events": ""])
    tree.plain("/proc/sys/kernel/pid_max", "4194304\n")
    try onDisk(tree) { place in
      let copy = try Hierarchy.copy(at: ByteText(place))
      #expect(copy.kind == .copy && copy.isMachineRoot)
      #expect(try copy.group("/web/one").memory.max.read() == .at(.mebibytes(1)))
      #expect(try String(contentsOfFile: place + "/proc/sys/kernel/pid_max", encoding: .utf8) == "4194304\n")
      #expect(try String(contentsOfFile: place + "/sys/fs/cgroup/web/one/memory.events", encoding: .utf8) == "")
      let text = try String(contentsOfFile: place + "/proc/self/mountinfo", encoding: .utf8)
      #expect(text.contains("cgroup2"))
    }
  }

  @Test func whatIsNoMachinesRootIsReadAsOne() throws {
    let tree = FakeTree()
    tree.setMachineRoot(false)
    try onDisk(tree) { place in
      let copy = try Hierarchy.copy(at: ByteText(place))
      #expect(copy.isMachineRoot == false)
    }
  }

  @Test func namesOfAnyBytesAndAnyDepth() throws {
    let tree = FakeTree()
    let name = [UInt8](repeating: 0xFF, count: 255)
    let deep = try #require(
      GroupPath(Array("/".utf8) + Array([[UInt8]](repeating: name, count: 100).joined(separator: "/".utf8))))
    tree.group(deep, ["pids.max": "7\n"])
    try onDisk(tree) { place in
      // The path is 25 600 bytes long: no path of one call.
      let copy = try Hierarchy.copy(at: ByteText(place))
      #expect(try copy.group(deep).pids.max.read() == .at(Count(rawValue: 7)))
    }
  }

  @Test func aLinkIsALinkAndIsNotFollowed() throws {
    let tree = FakeTree()
    tree.group("/a")
    tree.obstacle("/a", "loop", .symbolicLink)
    try onDisk(tree) { place in
      let group = try Hierarchy.copy(at: ByteText(place)).group("/a")
      #expect(try group.children().isEmpty)
      #expect(throws: (any Error).self) { try Hierarchy.copy(at: ByteText(place)).group("/a/loop").children() }
    }
  }

  @Test func aPlaceThatCannotBeMadeIsItsErrno() throws {
    #expect(throws: ErrorNumber.noEntry) { try FakeTree().write(to: "/nowhere/at/all") }
    #expect(throws: ErrorNumber.notDirectory) { try FakeTree().write(to: "/etc/hostname") }
  }
}
