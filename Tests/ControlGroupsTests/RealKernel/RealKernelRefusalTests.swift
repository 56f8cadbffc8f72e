import Testing

@testable import ControlGroups

/// Errnos that a group, its processes or a device must first be in some state for; and what weir says of each.
@Suite("RealKernelRefusals", .enabled(if: RealKernel.isRoot), .serialized, .timeLimit(.minutes(4)))
struct RealKernelRefusalTests {
  private func raw(_ file: String, _ text: ByteText, in group: ControlGroup) throws -> Refusal? {
    let entry = try #require(InterfaceTable.entry(named: file))
    return refusal { try group.send(text, entry.row, entry.controller) }
  }

  @Test func aNewlineInAName() throws {
    let scratch = try ScratchGroup("newline")
    let group = scratch.group
    let error = #expect(throws: ErrorNumber.self) {
      try group.calls.makeDirectory(group.directory, Array("a\nb\0".utf8))
    }
    #expect(error == .invalid)
    let refused = refusal { _ = try group.create("a\nb") }
    #expect(refused?.error == nil && refused?.reason == .badName)
  }

  /// A descriptor that outlives its group.
  @Test(arguments: ["cgroup.freeze", "cgroup.type", "cgroup.procs", "cgroup.subtree_control", "memory.max", "pids.max"])
  func aWriteIntoAGroupThatIsGone(_ file: String) throws {
    let scratch = try ScratchGroup("gone-write")
    let inner = try scratch.child("inner", [.memory, .pids])
    let entry = try #require(InterfaceTable.entry(named: file))
    let descriptor = try inner.calls.openFile(inner.directory, entry.row.path, writing: true)
    defer { inner.calls.close(descriptor) }
    try inner.remove()
    let error = #expect(throws: ErrorNumber.self) { try inner.calls.write(descriptor, Array("1\n".utf8)) }
    #expect(error == .noDevice)
    #expect(inner.refusal(of: "1", entry.row, entry.controller, .noDevice) == .vanished(inner.path))
  }

  /// Who is in a cgroup namespace moves nobody into it (mount option nsdelegate, which systemd sets).
  @Test func aMoveAcrossANamespace() async throws {
    let scratch = try ScratchGroup("namespace")
    let (inside, outside) = (try scratch.group.create("inside"), try scratch.group.create("outside"))
    let moved = try TestProcess()
    try outside.move(process: moved.id)
    // Its exit code is 100 and the errno of the write. The mount is that of outside, so the path is too.
    let mover = try TestProcess(
      """
      exec unshare --cgroup python3 -c 'import os, sys
      procs = os.open("/sys/fs/cgroup\(inside.path)/cgroup.procs", os.O_WRONLY)
      try: os.write(procs, b"\(moved.id)")
      except OSError as error: sys.exit(100 + error.errno)'
      """)
    try inside.move(process: mover.id)
    try mover.go()
    #expect(mover.exitCode == 100 + ErrorNumber.noEntry.rawValue)
    #expect(try outside.core.procs.read().ids == [moved.id])
    let refused = refusal { throw inside.refusal(of: "\(moved.id)", CoreFiles.shared.procs, .core, .noEntry) }
    #expect(refused?.reason == .outsideNamespace)
    #expect(refused?.sentence == "process \(moved.id), or the group, is outside of this cgroup namespace")
    #expect(refused?.remedy == "do it from outside of the namespace, as root of the host")
  }

  @Test func controllersAroundThreads() throws {
    let scratch = try ScratchGroup("thread-root")
    let threaded = try scratch.group.create("threaded")
    try threaded.makeThreaded()
    #expect(try scratch.group.core.type.read() == .known(.domainThreaded))
    // The group has memory to hand down, but threads below it.
    let domain = refusal { try scratch.group.core.subtreeControl.write(enable: [.memory]) }
    #expect(domain?.error == .notSupported && domain?.reason == .threadedSubtree)
    #expect(domain?.sentence == "a threaded group has only controllers that work on threads: cpu, cpuset, pids")
    #expect(domain?.remedy == "enable it in the domain above")
    let inside = refusal { try threaded.core.subtreeControl.write(enable: [.memory]) }
    #expect(inside?.error == .noEntry && inside?.reason == .controllersMissing(["memory"]))
    // Of threads the processes cannot be told.
    let list = #expect(throws: ControlGroupError.self) { try threaded.core.procs.read() }
    #expect(list?.absence == .threaded)
    // The domain hands memory down to nobody, and could not: that is not why.
    for read in [{ try threaded.memory.max.read() as Any }, { try threaded.io.max.read() as Any }] {
      let domain = #expect(throws: ControlGroupError.self) { try read() }
      #expect(domain?.absence == .threaded && domain?.remedy == nil)
    }
  }

  @Test func aPopulatedGroupStaysADomain() throws {
    let scratch = try ScratchGroup("populated")
    let inner = try scratch.child("inner", [])
    let process = try TestProcess()
    try inner.move(process: process.id)
    let refused = refusal { try inner.makeThreaded() }
    #expect(refused?.error == .notSupported && refused?.reason == .cannotBeThreaded(.domain))
    #expect(refused?.remedy?.contains("the processes out of the group") == true)
    try inner.kill(within: RealKernel.patience)
    try inner.makeThreaded()
    #expect(try inner.core.type.read() == .known(.threaded))
  }

  @Test func whatASiblingHoldsExclusively() throws {
    let scratch = try ScratchGroup("exclusive")
    let (holder, other) = (try scratch.child("holder", [.cpuset]), try scratch.child("other", [.cpuset]))
    guard scratch.group.hasFile(named: "cpuset.cpus.exclusive") else {
      // Kernels before 6.7 have partitions alone, which no sibling's write is refused for.
      #expect(RealKernel.version < "6.7")
      return
    }
    try scratch.group.cpuset.cpusExclusive.write(RangeList([1...1]))
    try holder.cpuset.cpusExclusive.write(RangeList([1...1]))
    for list in ["1", "0-1"] as [ByteText] {
      let refused = try raw("cpuset.cpus.exclusive", list, in: other)
      #expect(refused?.error == .invalid && refused?.reason == .exclusive, "\(list)")
    }
    let refused = refusal { try other.cpuset.cpusExclusive.write(RangeList([1...1])) }
    #expect(refused?.sentence == "\"1\" overlaps what a sibling holds exclusively")
    #expect(refused?.remedy == "leave out what cpuset.cpus.exclusive and partitions of siblings name")
    #expect(try other.cpuset.cpusExclusive.read().count == 0)
  }

  /// All CPUs of a partition are given to one below it: none is left for its other children.
  @Test func aGroupWithoutACPU() async throws {
    let scratch = try ScratchGroup("no-cpu")
    let (taker, left) = (try scratch.child("taker", [.cpuset]), try scratch.child("left", [.cpuset]))
    for group in [scratch.group, taker] {
      try group.cpuset.cpus.write(RangeList([1...1]))
      let state = try group.cpuset.cpusPartition.write(PartitionState(.root))
      #expect(state.isAsAsked, "\(state.kept)")
    }
    #expect(try await RealKernel.eventually { try left.cpuset.cpusEffective.read().count == 0 })
    let process = try TestProcess()
    let refused = refusal { try left.move(process: process.id) }
    #expect(refused?.error == .noSpace && refused?.reason == .cpusetEmpty)
    #expect(refused?.sentence == "the group has no CPU or no memory node to run on")
    #expect(refused?.remedy == "give it cpuset.cpus and cpuset.mems first")
    try taker.move(process: process.id)
    try taker.kill(within: RealKernel.patience)
    // A partition that cannot be had is no errno: it reads back so.
    let none = try left.cpuset.cpusPartition.write(PartitionState(.root))
    #expect(!none.isAsAsked && none.kept.invalidReason != nil)
  }

  @Test func fewerHugePagesThanAreInUse() async throws {
    let scratch = try ScratchGroup("hugetlb")
    let files = scratch.group.hugetlb("2MB")
    try RealKernel.shell("echo 8 >/proc/sys/vm/nr_hugepages")
    defer { #expect(throws: Never.self) { try RealKernel.shell("echo 0 >/proc/sys/vm/nr_hugepages") } }
    let process = try TestProcess(
      """
      exec python3 -c 'import mmap, time
      pages = mmap.mmap(-1, 4 << 20, flags=0x40022) # MAP_HUGETLB | MAP_ANONYMOUS | MAP_PRIVATE
      for page in 0, 2 << 20: pages[page:page + 1] = b"x"
      time.sleep(1000)'
      """)
    try scratch.group.move(process: process.id)
    try process.go()
    #expect(try await RealKernel.eventually { try files.current.read() == .mebibytes(4) })
    for file in [files.max, files.rsvdMax] {
      let refused = refusal { try file.write(.at(.mebibytes(2))) }
      #expect(refused?.error == .busy && refused?.reason == .belowUsage(.mebibytes(4)), "\(file.file.name)")
      #expect(refused?.remedy == "free some first, or write a limit that is not below")
      #expect(try file.write(.at(.mebibytes(4))).isAsAsked)
    }
    try scratch.group.kill(within: RealKernel.patience)
  }

  @Test func aPartitionOfADisk() throws {
    let scratch = try ScratchGroup("partition")
    let disk = try RealKernel.disk()
    // BLKPG: a partition for the kernel alone; nothing is written to the disk.
    func table(_ operation: Int) throws {
      try RealKernel.shell(
        """
        python3 -c 'import ctypes, fcntl, struct
        part = ctypes.create_string_buffer(struct.pack("qqi64s64s", 1 << 20, 1 << 20, 1, b"", b""))
        call = struct.pack("@iiiP", \(operation), 0, len(part), ctypes.addressof(part))
        fcntl.ioctl(open("/dev/block/\(disk)", "rb"), 0x1269, call)'
        """)
    }
    try table(1)
    defer { #expect(throws: Never.self) { try table(2) } }
    let part = ByteText("\(disk.major):\(disk.minor + 1)")
    for (file, value) in [("io.max", "rbps=1000000"), ("io.weight", "100")] {
      let refused = try raw(file, ByteText(part.bytes + Array(" \(value)".utf8)), in: scratch.group)
      #expect(refused?.error == .noDevice && refused?.reason == .partition(part, of: disk), "\(file)")
    }
    let refused = refusal { try scratch.group.write(named: "io.max", text: ByteText("\(part) riops=100")) }
    #expect(refused?.sentence == "\(part) is a partition: limits are on the whole disk, \(disk)")
    #expect(refused?.remedy == "write \(disk)")
  }

  /// The policy of a module that Debian has and loads for nobody; gone again afterwards.
  @Test func weightsForAnotherScheduler() throws {
    try RealKernel.shell("modprobe bfq")
    defer { #expect(throws: Never.self) { try RealKernel.shell("rmmod bfq") } }
    let scratch = try ScratchGroup("bfq")
    let disk = try RealKernel.disk()
    for (text, error) in [("0", .outOfRange), ("1001", .outOfRange), ("x", .invalid)] as [(ByteText, ErrorNumber)] {
      #expect(try raw("io.bfq.weight", text, in: scratch.group)?.error == error, "\(text)")
      #expect(refusal { try scratch.group.write(named: "io.bfq.weight", text: text) }?.error == nil, "\(text)")
    }
    #expect(try scratch.group.io.bfqWeight.write(standard: 500).isAsAsked)
    let inactive = refusal { try scratch.group.io.bfqWeight[disk].write(300) }
    #expect(inactive?.error == .notSupported && inactive?.reason == .policyInactive(disk.text))
  }
}
