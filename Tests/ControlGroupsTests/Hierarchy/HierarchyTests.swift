import ControlGroupsTesting
import Testing

@testable import ControlGroups

struct HierarchyTests {
  static let v1 = "31 24 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory\n"

  @Test func findsTheUnifiedMount() throws {
    let hierarchy = try FakeTree().hierarchy()
    #expect(hierarchy.kind == .unified && hierarchy.isMachineRoot)
    #expect(hierarchy.mountPoint == "/sys/fs/cgroup")
  }

  @Test func findsTheHybridMountWhereverItIs() throws {
    let tree = FakeTree()
    tree.plain("/proc/self/mountinfo", Self.v1 + "40 24 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw\n")
    #expect(try tree.hierarchy().kind == .hybrid)
    #expect(try tree.hierarchy().mountPoint == "/sys/fs/cgroup/unified")
    tree.plain(
      "/proc/self/mountinfo", "40 24 0:30 /a /b rw - cgroup2 c rw\n41 24 0:30 / /elsewhere rw - cgroup2 c rw\n")
    #expect(try tree.hierarchy().mountPoint == "/elsewhere")
  }

  @Test func onlyWhatVersion2CouldHaveMakesAHybrid() throws {
    let tree = FakeTree()
    // What a VPN mounts beside version 2 takes nothing from it.
    let own = "40 24 0:30 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n"
    tree.plain(
      "/proc/self/mountinfo", own + "50 40 0:31 / /sys/fs/cgroup/net_cls rw - cgroup net_cls rw,net_cls,net_prio\n")
    #expect(try tree.hierarchy().kind == .unified)
    tree.plain("/proc/self/mountinfo", own + "50 40 0:31 / /x rw - cgroup cgroup rw,xattr,name=systemd\n")
    #expect(try tree.hierarchy().kind == .hybrid)
  }

  @Test func aMountFromAboveTheNamespaceShowsMost() throws {
    let tree = FakeTree()
    tree.plain(
      "/proc/self/mountinfo",
      "40 24 0:30 / /a rw - cgroup2 c rw\n41 24 0:30 /../.. /b rw - cgroup2 c rw\n42 24 0:30 /.. /c rw - cgroup2 c rw\n"
    )
    #expect(try tree.hierarchy().mountPoint == "/b")
  }

  @Test func whatIsCoveredIsNotTaken() throws {
    let tree = FakeTree()
    tree.plain(
      "/proc/self/mountinfo",
      "40 24 0:30 / /sys/fs/cgroup rw - cgroup2 c rw\n41 40 0:31 / /sys/fs/cgroup rw - tmpfs t rw\n"
        + "42 24 0:30 / /elsewhere rw - cgroup2 c rw\n")
    let calls = ScriptedCalls(tree)
    calls.fail(.openRoot, at: 1, with: .noEntry)
    #expect(try Hierarchy.live(calls).mountPoint == "/elsewhere")
    // Where none can be opened the usual one is told of.
    calls.reset()
    calls.fail(.openRoot, at: 1, with: .accessDenied)
    calls.fail(.openRoot, at: 2, with: .noEntry)
    #expect(throws: HierarchyFailure.cannotOpen(path: "/sys/fs/cgroup", .accessDenied)) { try Hierarchy.live(calls) }
  }

  @Test(arguments: ["0::\n", "0::a\n", "0\n", "\n", "", "0:\n"])
  func aProcessWithoutAPathIsInNoGroup(_ text: String) throws {
    let tree = FakeTree()
    tree.plain("/proc/self/cgroup", text)
    #expect(throws: HierarchyFailure.malformed(path: "/proc/self/cgroup")) { try tree.hierarchy().path(ofProcess: nil) }
    tree.plain("/proc/self/cgroup", "9:memory:/a\n")
    #expect(throws: HierarchyFailure.noCgroup2(hasV1: true)) { try tree.hierarchy().path(ofProcess: nil) }
  }

  @Test func saysHowToTurnVersion2On() {
    let tree = FakeTree()
    tree.plain("/proc/self/mountinfo", Self.v1)
    #expect(throws: HierarchyFailure.noCgroup2(hasV1: true)) { try tree.hierarchy() }
    #expect(HierarchyFailure.noCgroup2(hasV1: true).remedy?.contains("systemd.unified_cgroup_hierarchy=1") == true)
    tree.plain("/proc/self/mountinfo", "20 1 8:1 / / rw - ext4 /dev/sda1 rw\n")
    #expect(throws: HierarchyFailure.noCgroup2(hasV1: false)) { try tree.hierarchy() }
    // What cannot be read tells nothing of what is mounted.
    tree.plain("/proc/self/mountinfo", nil)
    #expect(throws: HierarchyFailure.cannotOpen(path: "/proc/self/mountinfo", .noEntry)) { try tree.hierarchy() }
  }

  @Test func aNamespaceRootIsNotTheMachines() throws {
    let tree = FakeTree()
    tree.setMachineRoot(false)
    #expect(try !tree.hierarchy().isMachineRoot)
  }

  @Test func anUnreadableRootIsSaid() throws {
    let calls = ScriptedCalls(FakeTree())
    calls.fail(.openRoot, at: 1, with: .accessDenied)
    #expect(throws: HierarchyFailure.cannotOpen(path: "/sys/fs/cgroup", .accessDenied)) { try Hierarchy.live(calls) }
  }

  /// A mountinfo that lies, as of a container's runtime: what is there is asked, and nothing of it is read.
  @Test func anotherFileSystemInItsPlaceIsSaid() throws {
    let tree = FakeTree()
    let temporary: UInt64 = 0x0102_1994
    tree.setMagic(temporary)
    #expect(throws: HierarchyFailure.notCgroup2(path: "/sys/fs/cgroup", magic: temporary)) { try tree.hierarchy() }
    #expect(
      HierarchyFailure.notCgroup2(path: "/sys/fs/cgroup", magic: temporary).remedy
        == "take away what is mounted over it: umount /sys/fs/cgroup")
    #expect(tree.openDescriptors == 0)
    tree.setMagic(cgroup2Magic)
    #expect(try tree.hierarchy().kind == .unified)
  }

  @Test func noDescriptorLeaks() throws {
    let tree = FakeTree()
    tree.group("/a/b")
    do {
      let hierarchy = try tree.hierarchy()
      var walk = try hierarchy.rootGroup().walk()
      while walk.next() != nil { continue }
      _ = try? hierarchy.group("/a/nothing/there")
      _ = try hierarchy.group("/a/b").parent()
    }
    #expect(tree.openDescriptors == 0)
  }

  @Test func readsOwnGroupOfEveryKindOfHost() throws {
    let tree = FakeTree()
    tree.plain("/proc/self/cgroup", "4:memory:/x\n0::/user.slice/a:b (deleted)\n")
    #expect(try tree.hierarchy().path(ofProcess: nil).description == "/user.slice/a:b")
    // A bind mount of a subtree: the path is relative to the namespace, the mount shows a part of it.
    tree.plain("/proc/self/mountinfo", "40 24 0:30 /user.slice /sys/fs/cgroup rw - cgroup2 c rw\n")
    #expect(try tree.hierarchy().path(ofProcess: nil).description == "/a:b")
    tree.plain("/proc/self/cgroup", "0::/../other\n")
    #expect(throws: HierarchyFailure.currentOutside(path: "/../other")) { try tree.hierarchy().path(ofProcess: nil) }
    #expect(throws: HierarchyFailure.cannotOpen(path: "/proc/77/cgroup", .noEntry)) {
      try tree.hierarchy().path(ofProcess: 77)
    }
  }

  @Test func aLivingGroupMayBeCalledDeleted() throws {
    let tree = FakeTree()
    tree.group("/x (deleted)", [:])
    tree.plain("/proc/self/cgroup", "0::/x (deleted)\n")
    #expect(try tree.hierarchy().path(ofProcess: nil).description == "/x (deleted)")
  }

  /// The host's whole tree is mounted, but the paths of /proc begin at the namespace's root, whose name stands nowhere.
  @Test func findsItselfWhereGroupsAboveTheNamespaceAreMounted() throws {
    let tree = FakeTree()
    tree.plain("/proc/self/mountinfo", "40 24 0:30 /../.. /sys/fs/cgroup rw - cgroup2 c rw\n")
    tree.plain("/proc/self/cgroup", "0::/leaf\n")
    tree.plain("/proc/self/stat", "7 (weir) R 1\n")
    tree.plain("/proc/8/cgroup", "0::/../other\n")
    for name in ["one", "two"] {
      tree.group("/slice/\(name)/leaf", ["cgroup.procs": name == "two" ? "5\n7\n" : "4\n"])
      tree.group("/slice/other", ["cgroup.procs": "8\n"])
    }
    let hierarchy = try tree.hierarchy()
    #expect(try hierarchy.path(ofProcess: nil).description == "/slice/two/leaf")
    #expect(try hierarchy.path(ofProcess: 8).description == "/slice/other")
    // A threaded group does not answer cgroup.procs.
    tree.group("/slice/two/leaf", ["cgroup.threads": "7\n"])
    tree.answer("/slice/two/leaf", "cgroup.procs") { _ throws(ErrorNumber) in throw .notSupported }
    #expect(try hierarchy.path(ofProcess: nil).description == "/slice/two/leaf")
    tree.plain("/proc/self/stat", "9 (weir) R 1\n")
    #expect(throws: HierarchyFailure.currentOutside(path: "/leaf")) { try hierarchy.path(ofProcess: nil) }
  }
}
