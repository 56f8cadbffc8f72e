#if os(Linux)
  import ControlGroupsTesting
  import Foundation
  import Testing

  @testable import ControlGroups

  /// A copy is somebody else's: it tells of their machine, and of nothing of this one.
  struct CopyTests {
    private func copied(_ tree: FakeTree, _ body: (URL) throws -> Void) throws {
      let base = URL.temporaryDirectory.appending(path: "weir-copy-\(UUID().uuidString)", directoryHint: .isDirectory)
      defer { try? FileManager.default.removeItem(at: base) }
      let place = base.appending(path: "copy", directoryHint: .isDirectory)
      try FileManager.default.createDirectory(at: base, withIntermediateDirectories: true)
      try tree.write(to: place.path)
      try body(place)
    }

    /// A file beside the copy, of this machine.
    private func secret(_ text: String, beside place: URL) throws -> String {
      let file = place.deletingLastPathComponent().appending(path: "secret")
      try Data(text.utf8).write(to: file)
      return file.path
    }

    private func link(_ place: URL, _ name: String, to target: String) throws {
      let link = place.appending(path: name)
      try? FileManager.default.removeItem(at: link)
      try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: target)
    }

    @Test func noLinkLeadsOutOfIt() throws {
      let tree = FakeTree()
      tree.group("/a", ["memory.max": "max\n"])
      tree.plain("/proc/1/cmdline", "init\0")
      tree.plain("/proc/meminfo", "MemTotal: 4 kB\n")
      try copied(tree) { (place) throws in
        let secret = try secret("secret\0", beside: place)
        let hierarchy = try Hierarchy.copy(at: ByteText(place.path))
        var buffer = [UInt8](repeating: 0, count: 64)
        #expect(hierarchy.command(ofProcess: 1, &buffer).text == "init")
        try link(place, "proc/1/cmdline", to: secret)
        #expect(hierarchy.command(ofProcess: 1, &buffer).text == nil)
        // Of a whole directory, by its own path and upwards.
        for target in ["/proc", "../../../../../../../../../../proc"] {
          try link(place, "proc", to: target)
          #expect(hierarchy.machineMemory == nil, "\(target)")
        }
        // Within the copy a link is what it was on the machine: its own root is the copy's.
        try FileManager.default.createDirectory(at: place.appending(path: "real"), withIntermediateDirectories: true)
        try Data("MemTotal: 8 kB\n".utf8).write(to: place.appending(path: "real/meminfo"))
        try link(place, "proc", to: "/real")
        #expect(hierarchy.machineMemory == .kibibytes(8))
        // Nor is the live hierarchy taken for the copy's.
        try link(place, "sys", to: "/sys")
        #expect(throws: HierarchyFailure.notATree(path: ByteText(place.path))) {
          try Hierarchy.copy(at: ByteText(place.path))
        }
      }
    }

    /// Where openat2(2) is missing or forbidden, too.
    @Test(arguments: [true, false]) func linksWithinItAreFollowed(_ hasOpenBeneath: Bool) throws {
      let tree = FakeTree()
      tree.group("/a", ["memory.max": "max\n"])
      tree.plain("/proc/8/cgroup", "0::/a\n")
      tree.plain("/proc/meminfo", "MemTotal: 4 kB\n")
      tree.plain("/meminfo", "MemTotal: 8 kB\n")
      try copied(tree) { (place) throws in
        let secret = try secret("MemTotal: 9 kB\n", beside: place)
        try link(place, "proc/self", to: "8")
        try FileManager.default.moveItem(at: place.appending(path: "sys"), to: place.appending(path: "real"))
        try link(place, "sys", to: "/real")
        let hierarchy = try Hierarchy.copy(at: ByteText(place.path), LinuxCalls(hasOpenBeneath: hasOpenBeneath))
        #expect(try hierarchy.path(ofProcess: nil).description == "/a")
        #expect(try hierarchy.group("/a").memory.max.read() == .max)
        #expect(!hierarchy.isGone && hierarchy.hasRoot)
        for (target, kilobytes) in [("../meminfo", 8), ("/meminfo", 8), ("/../../meminfo", 8)] as [(String, UInt64)] {
          try link(place, "proc/meminfo", to: target)
          #expect(hierarchy.machineMemory == .kibibytes(kilobytes), "\(target)")
        }
        for target in [secret, "/proc/meminfo", "../../secret"] {
          try link(place, "proc/meminfo", to: target)
          #expect(hierarchy.machineMemory == nil, "\(target)")
        }
      }
    }

    @Test func whatMayNotBeOpenedIsSaid() throws {
      let calls = ScriptedCalls(FakeTree())
      calls.fail(.openRoot, at: 2, with: .accessDenied)
      #expect(throws: HierarchyFailure.cannotOpen(path: "/c/sys/fs/cgroup", .accessDenied)) {
        try Hierarchy.copy(at: "/c", calls)
      }
    }

    @Test func itsOwnMountSaysHowProtectionIsHandedDown() throws {
      let tree = FakeTree()
      tree.plain(
        "/proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw,nsdelegate,memory_recursiveprot\n")
      tree.group("/p", ["memory.low": "1048576\n"])
      tree.group("/p/c", ["memory.low": "0\n"])
      try copied(tree) { (place) throws in
        let group = try Hierarchy.copy(at: ByteText(place.path)).group("/p/c")
        let low = try group.effective("memory.low")
        #expect(low?.value == .number(1_048_576) && low?.setBy == GroupPath("/p"))
      }
    }

    /// Of a container with the host's mount: paths are relative to a namespace whose root is somewhere below.
    @Test func ofANamespaceItsProcessesAreLookedFor() throws {
      let tree = FakeTree()
      tree.plain("/proc/self/mountinfo", "30 23 0:26 /../.. /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n")
      tree.plain("/proc/1/cgroup", "0::/../../init.scope\n")
      tree.plain("/proc/8/cgroup", "0::/leaf\n")
      tree.group("/init.scope", ["cgroup.procs": "1\n"])
      tree.group("/slice/one/leaf", ["cgroup.procs": ""])
      tree.group("/slice/two/leaf", ["cgroup.procs": "8\n"])
      try copied(tree) { (place) throws in
        let hierarchy = try Hierarchy.copy(at: ByteText(place.path))
        #expect(try hierarchy.path(ofProcess: 1).description == "/init.scope")
        #expect(try hierarchy.path(ofProcess: 8).description == "/slice/two/leaf")
      }
    }

    @Test func whereVersionOneHasAControllerCapsSayAtLeast() throws {
      let tree = FakeTree()
      tree.plain("/proc/cgroups", "#subsys_name\thierarchy\tnum_cgroups\tenabled\nmemory\t4\t9\t1\npids\t0\t9\t1\n")
      tree.group("/a", ["pids.max": "max\n"])
      try copied(tree) { (place) throws in
        let hierarchy = try Hierarchy.copy(at: ByteText(place.path))
        #expect(hierarchy.hidesLimits(of: .memory) && !hierarchy.hidesLimits(of: .pids))
      }
    }
  }
#endif
