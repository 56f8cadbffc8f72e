import ControlGroupsTesting
import Foundation
import Testing

@testable import ControlGroups

struct HostPlacesTests {
  private func host() -> FakeTree {
    let tree = FakeTree()
    tree.plain("/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup ro - cgroup2 cgroup2 rw\n")
    tree.plain("/proc/stat", "own\n")
    tree.plain("/host/proc/stat", "the host's\n")
    return tree
  }

  @Test func withoutAPlaceItIsTheProcessesOwn() throws {
    let hierarchy = try Hierarchy.live(at: HostPlaces(root: "/"), host())
    #expect(hierarchy.mountPoint == "/sys/fs/cgroup" && hierarchy.systemRoot == nil)
    #expect(hierarchy.proc("stat") == Array("own\n".utf8))
  }

  @Test func allIsBelowTheHostsRoot() throws {
    let tree = host()
    tree.plain(
      "/proc/self/mountinfo",
      "30 23 0:26 /../.. /sys/fs/cgroup ro - cgroup2 c rw\n31 23 0:26 / /host/sys/fs/cgroup ro - cgroup2 c rw\n")
    let hierarchy = try Hierarchy.live(at: HostPlaces(root: "/host/"), tree)
    #expect(hierarchy.mountPoint == "/host/sys/fs/cgroup" && hierarchy.kind == .unified && hierarchy.isMachineRoot)
    #expect(hierarchy.mount?.point == "/host/sys/fs/cgroup")
    #expect(hierarchy.proc("stat") == Array("the host's\n".utf8))
    #expect(hierarchy.systemRoot == "/host")
  }

  /// A path is bytes: what is escaped on a terminal is opened as it is.
  @Test func aPlaceWithHostileBytesIsOpenedAsItIs() throws {
    let tree = host()
    tree.plain("/p\u{1}\u{202E}/7/cgroup", "0::/a\n")
    let hierarchy = try Hierarchy.live(at: HostPlaces(root: "/", proc: "/p\u{1}\u{202E}", cgroup: "/c"), tree)
    #expect(try hierarchy.path(ofProcess: 7).description == "/a")
  }

  @Test func eachPlaceMayBeElsewhere() throws {
    let tree = host()
    tree.plain("/p/stat", "p\n")
    let hierarchy = try Hierarchy.live(at: HostPlaces(root: "/host", proc: "/p", cgroup: "/c"), tree)
    #expect(hierarchy.mountPoint == "/c" && hierarchy.proc("stat") == Array("p\n".utf8))
    #expect(hierarchy.systemRoot == "/host")
  }

  @Test func whatCannotBeOpenedIsSaid() throws {
    let calls = ScriptedCalls(host())
    calls.fail(.openRoot, at: 1, with: .noEntry)
    #expect(throws: HierarchyFailure.cannotOpen(path: "/host/proc", .noEntry)) {
      try Hierarchy.live(at: HostPlaces(root: "/host"), calls)
    }
    let second = ScriptedCalls(host())
    second.fail(.openRoot, at: 2, with: .accessDenied)
    #expect(throws: HierarchyFailure.cannotOpen(path: "/host/sys/fs/cgroup", .accessDenied)) {
      try Hierarchy.live(at: HostPlaces(root: "/host"), second)
    }
  }

  #if os(Linux)
    @Test func anotherFileSystemIsNoHierarchy() throws {
      let place = URL.temporaryDirectory.appending(path: "weir-host-\(UUID().uuidString)", directoryHint: .isDirectory)
      for name in ["proc", "sys/fs/cgroup/memory"] {
        try FileManager.default.createDirectory(at: place.appending(path: name), withIntermediateDirectories: true)
      }
      defer { try? FileManager.default.removeItem(at: place) }
      let root = ByteText(place.path)
      #expect(throws: HierarchyFailure.noCgroup2(hasV1: false)) {
        try Hierarchy.live(at: HostPlaces(root: root), LinuxCalls.shared)
      }
      let error = #expect(throws: HierarchyFailure.self) {
        try Hierarchy.live(at: HostPlaces(root: root, cgroup: root), LinuxCalls.shared)
      }
      guard case .notCgroup2(root, _) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
    }
  #endif
}
