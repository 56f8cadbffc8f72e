import ControlGroupsTesting
import Foundation
import Testing

@testable import ControlGroups

/// How groups are opened where there is no openat2 (Linux before 5.6, old container filters): nothing leaves the tree.
@Suite("Opening by components") struct LinuxCallsTests {
  private let calls = LinuxCalls.shared

  private func inode(_ descriptor: Int32) throws -> UInt64 {
    defer { calls.close(descriptor) }
    return try calls.status(descriptor, [0]).inode
  }

  private func path(_ text: String) -> [UInt8] { Array(text.utf8) + [0] }

  /// The tree's groups on disk, by a descriptor.
  private func onDisk(_ body: (Int32) throws -> Void) throws {
    let tree = FakeTree()
    tree.group("/a/b", ["pids.max": "7\n"])
    tree.obstacle("/a", "link", .symbolicLink)
    let place = URL.temporaryDirectory.appending(path: "weir-components-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: place) }
    try tree.write(to: place)
    let base = try calls.openRoot(path(place + "/sys/fs/cgroup"))
    defer { calls.close(base) }
    try body(base)
  }

  @Test func leadsWhereOpenat2Does() throws {
    try onDisk { base in
      for text in [".", "a", "a/b", "./a/./b", "a//b/"] {
        let byComponents = try inode(try calls.openByComponents(base, path(text)))
        #expect(try byComponents == inode(try calls.openBeneath(base, path(text))), "\(text)")
      }
      let group = try calls.openByComponents(base, path("a/b"))
      defer { calls.close(group) }
      let file = try calls.openFile(group, path("pids.max"), writing: false)
      defer { calls.close(file) }
      var buffer = [UInt8](repeating: 0, count: 8)
      #expect(try calls.read(file, at: 0, into: &buffer, from: 0) == 2)
    }
  }

  @Test(
    arguments: [
      ("..", [.crossesDevice]), ("a/..", [.crossesDevice]), ("a/../a/b", [.crossesDevice]), ("a/x", [.noEntry]),
      ("a/b/pids.max", [.notDirectory]), ("a/b/pids.max/x", [.notDirectory]),
      // The kernel asks for the directory first; a link is none.
      ("a/link", [.symbolicLink, .notDirectory]), ("a/link/a", [.symbolicLink, .notDirectory]),
    ] as [(String, [ErrorNumber])])
  func leavesTheTreeByNoName(_ text: String, _ errors: [ErrorNumber]) throws {
    try onDisk { base in
      let error = #expect(throws: ErrorNumber.self) { try calls.openByComponents(base, path(text)) }
      #expect(error.map(errors.contains) == true, "\(text): \(error.map { "\($0)" } ?? "opened")")
    }
  }

  @Test func entersAnotherMountWhereItIsAskedToAlone() throws {
    let top = try calls.openRoot(path("/"))
    defer { calls.close(top) }
    #expect(throws: ErrorNumber.crossesDevice) { try calls.openByComponents(top, path("proc")) }
    #expect(throws: ErrorNumber.crossesDevice) { try calls.openByComponents(top, path("proc/self")) }
    #expect(try inode(try calls.openByComponents(top, path("proc"), entersMounts: true)) == 1)
  }
}
