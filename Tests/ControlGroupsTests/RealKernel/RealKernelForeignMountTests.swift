import Testing

@testable import ControlGroups

/// What is mounted over a group's directory is no group: openat2's RESOLVE_NO_XDEV, which sees another part of the same
/// hierarchy, too, though neither its device number nor its type is another.
@Suite("RealKernelForeignMount", .enabled(if: RealKernel.isRoot), .serialized)
struct RealKernelForeignMountTests {
  private func covering(
    _ path: GroupPath, of scratch: ScratchGroup, by words: String, _ body: () throws -> Void
  ) throws {
    let place = "'\(scratch.hierarchy.directory(of: path))'"
    try RealKernel.shell("mount \(words) \(place)")
    defer { try? RealKernel.shell("umount \(place)") }
    try body()
  }

  @Test(arguments: ["-t tmpfs none", "--bind /", "--bind /sys/fs/cgroup/init.scope"])
  func itIsNeverEntered(_ words: String) throws {
    let scratch = try ScratchGroup("mount")
    let (group, hierarchy) = (scratch.group, scratch.hierarchy)
    for name in ["covered", "free"] as [ByteText] {
      _ = try group.create(name)
      _ = try hierarchy.group(group.path.appending(name)).create("below")
    }
    let (covered, free) = (group.path.appending("covered"), group.path.appending("free"))
    let kept = try hierarchy.group(covered)
    try covering(covered, of: scratch, by: words) { () throws in
      var met: [GroupPath] = []
      var walk = group.walk()
      while let step = walk.next() { met.append(step.path) }
      #expect(met == [group.path, free, free.appending("below")])
      for path in [covered, covered.appending("below"), covered.appending("etc")] {
        #expect(throws: ControlGroupError.outside(path)) { try hierarchy.group(path) }
      }
      #expect(try hierarchy.paths(named: ["below"]) == [free.appending("below")])
      // What was opened before goes on to be the group.
      #expect(try kept.core.procs.read().ids.isEmpty)
    }
    #expect(try hierarchy.group(covered).id == kept.id)
  }

  /// What openat2 does, without it (Linux before 5.6, old filters of containers).
  @Test func withoutOpenat2AnotherDeviceIsSeen() throws {
    let scratch = try ScratchGroup("mount-old")
    _ = try scratch.group.create("covered")
    let path = scratch.group.path.appending("covered")
    let root = try LinuxCalls.shared.openRoot(Array("/sys/fs/cgroup\0".utf8))
    defer { LinuxCalls.shared.close(root) }
    try covering(path, of: scratch, by: "-t tmpfs none") { () throws in
      #expect(throws: ErrorNumber.crossesDevice) {
        try LinuxCalls.shared.openByComponents(root, Array(path.bytes.dropFirst()) + [0])
      }
    }
  }
}
