import Testing

@testable import ControlGroups

/// What the kernel does not take, with its errno; and that weir refuses it before.
@Suite("RealKernelBadValues", .enabled(if: RealKernel.isRoot), .serialized)
struct RealKernelBadValueTests {
  struct Bad: Sendable {
    let file: String
    let text: String
    let error: ErrorNumber
    /// Whether weir knows before the kernel does.
    var isKnownBefore = true

    init(_ file: String, _ text: String, _ error: ErrorNumber, before: Bool = true) {
      self.file = file
      self.text = text
      self.error = error
      isKnownBefore = before
    }
  }

  /// Files that not every kernel has, with every controller on.
  static let optional: Set<String> = [
    "cpu.uclamp.min", "cpu.uclamp.max", "cpuset.cpus.exclusive", "memory.zswap.max", "memory.zswap.writeback",
    "io.latency", "io.prio.class", "dmem.min", "dmem.low", "dmem.max",
  ]

  /// `DISK` stands for the disk of /.
  ///
  /// What cannot be had in a guest: of rdma.max a bad key, of misc.max and dmem.max a bad number (the name of a device, a
  /// resource or a region is looked up first, and there is none); a real-time task that RT_GROUP_SCHED keeps where it is
  /// (EINVAL; Debian builds without). The errnos that need a group in some state first are in RealKernelRefusals.
  static let cases: [Bad] = [
    Bad("memory.max", "512Q", .invalid), Bad("memory.max", "-1", .invalid), Bad("memory.high", "x", .invalid),
    Bad("memory.high", "-1", .invalid), Bad("memory.min", "-1", .invalid), Bad("memory.min", "512Q", .invalid),
    Bad("memory.min", "1 2", .invalid), Bad("memory.low", "-1", .invalid), Bad("memory.low", "x", .invalid),
    Bad("memory.swap.high", "-1", .invalid), Bad("memory.swap.high", "512Q", .invalid),
    Bad("memory.swap.high", "1 2", .invalid), Bad("memory.swap.max", "-1", .invalid),
    Bad("memory.oom.group", "2", .invalid), Bad("memory.swap.max", "12 34", .invalid),
    Bad("memory.zswap.max", "x", .invalid), Bad("memory.zswap.writeback", "2", .invalid),
    Bad("memory.reclaim", "x", .invalid), Bad("memory.reclaim", "1073741824", .tryAgain, before: false),
    Bad("memory.reclaim", "4096 swappiness=300", .invalid), Bad("memory.reclaim", "1M bad=1", .invalid),
    Bad("cpu.weight", "0", .outOfRange), Bad("cpu.weight", "10001", .outOfRange), Bad("cpu.weight", "x", .invalid),
    Bad("cpu.weight.nice", "-21", .outOfRange), Bad("cpu.weight.nice", "20", .outOfRange),
    Bad("cpu.max", "100 100000", .invalid), Bad("cpu.max", "1000 2000000", .invalid),
    Bad("cpu.max", "2000 500", .invalid), Bad("cpu.max", "999999999999999999999", .invalid),
    Bad("cpu.weight", "99999999999999999999", .outOfRange), Bad("cpu.weight.nice", "x", .invalid),
    Bad("cpu.max", "x", .invalid), Bad("cpu.max", "max 100", .invalid),
    Bad("cpu.max.burst", "x", .invalid), Bad("cpu.max.burst", "99999999999999999999", .outOfRange),
    Bad("cpu.idle", "2", .invalid), Bad("cpu.idle", "x", .invalid),
    Bad("cpu.uclamp.min", "100.01", .outOfRange), Bad("cpu.uclamp.min", "x", .invalid),
    Bad("cpu.uclamp.max", "101", .outOfRange), Bad("cpu.uclamp.max", "x", .invalid),
    Bad("cpuset.cpus", "x", .invalid), Bad("cpuset.cpus", "9999", .outOfRange, before: false),
    Bad("cpuset.mems", "5", .invalid, before: false), Bad("cpuset.mems", "x", .invalid),
    Bad("cpuset.cpus.exclusive", "x", .invalid), Bad("cpuset.cpus.exclusive", "9999", .outOfRange, before: false),
    Bad("cpuset.cpus.partition", "foo", .invalid),
    Bad("pids.max", "-1", .invalid), Bad("pids.max", "4194305", .invalid), Bad("pids.max", "99999999999", .invalid),
    Bad("io.max", "DISK rbps=abc", .invalid), Bad("io.max", "DISK rbps=0", .outOfRange),
    Bad("io.max", "DISK foo=1", .invalid), Bad("io.max", "garbage", .invalid),
    Bad("io.max", "DISK rbps", .invalid), Bad("io.max", "DISK riops=0", .outOfRange),
    Bad("io.max", "8:77 rbps=100", .noDevice, before: false),
    Bad("io.weight", "default 20000", .invalid), Bad("io.weight", "default 0", .invalid),
    Bad("io.weight", "x", .invalid), Bad("io.weight", "8:77 100", .noDevice, before: false),
    Bad("io.latency", "DISK target=x", .invalid),
    Bad("io.latency", "8:77 target=1", .noDevice, before: false),
    Bad("io.prio.class", "foo", .invalid), Bad("pids.max", "x", .invalid),
    Bad("hugetlb.2MB.max", "-1", .invalid), Bad("hugetlb.2MB.max", "x", .invalid),
    Bad("hugetlb.2MB.rsvd.max", "x", .invalid), Bad("misc.max", "sev", .invalid),
    Bad("misc.max", "nothing 4", .invalid, before: false),
    Bad("dmem.min", "nothing 4", .invalid, before: false), Bad("dmem.low", "nothing 4", .invalid, before: false),
    Bad("dmem.max", "nothing 4", .invalid, before: false),
    Bad("rdma.max", "mlx5_0 hca_handle=2", .noDevice, before: false),
    Bad("cgroup.freeze", "2", .outOfRange), Bad("cgroup.freeze", "x", .invalid), Bad("cgroup.kill", "2", .outOfRange),
    Bad("cgroup.kill", "0", .outOfRange), Bad("cgroup.kill", "x", .invalid),
    Bad("cgroup.pressure", "2", .outOfRange), Bad("cgroup.pressure", "x", .invalid),
    Bad("cgroup.max.descendants", "-1", .outOfRange), Bad("cgroup.max.descendants", "99999999999", .outOfRange),
    Bad("cgroup.max.descendants", "x", .invalid),
    Bad("cgroup.max.depth", "-1", .outOfRange), Bad("cgroup.max.depth", "99999999999", .outOfRange),
    Bad("cgroup.max.depth", "x", .invalid), Bad("cgroup.type", "domain", .invalid), Bad("cgroup.type", "foo", .invalid),
    Bad("cgroup.subtree_control", "+foo", .invalid, before: false), Bad("cgroup.subtree_control", "memory", .invalid),
    Bad("cgroup.subtree_control", "+perf_event", .noEntry, before: false),
    Bad("cgroup.procs", "x", .invalid), Bad("cgroup.procs", "-1", .invalid),
    Bad("cgroup.procs", "4194303", .noProcess, before: false), Bad("cgroup.procs", "2", .invalid, before: false),
    Bad("cgroup.threads", "2", .invalid, before: false), Bad("cgroup.threads", "x", .invalid),
    Bad("cgroup.threads", "4194303", .noProcess, before: false),
    Bad("memory.current", "1", .invalid), Bad("cgroup.controllers", "+cpu", .invalid),
    Bad("memory.pressure", "some 2000000 1000000", .invalid), Bad("io.pressure", "full 100000 20000000", .invalid),
    Bad("cpu.pressure", "some 100000 20000000", .invalid), Bad("cpu.pressure", "some 0 1000000", .invalid),
    Bad("cpu.pressure", "some 2000000 1000000", .invalid), Bad("cpu.pressure", "foo", .invalid),
    Bad("memory.max", String(repeating: "x", count: 5000), .tooBig),
  ]

  @Test func eachHasItsErrnoAndItsSentence() throws {
    let scratch = try ScratchGroup("bad")
    let disk = try RealKernel.disk()
    for bad in Self.cases {
      let text = ByteText(bad.text.replacing("DISK", with: disk.description))
      let entry = try #require(InterfaceTable.entry(named: bad.file))
      if entry.controller == .pressure, !RealKernel.hasPressure { continue }
      if bad.file == "cgroup.pressure", !RealKernel.hasPressure { continue }
      if Self.optional.contains(bad.file), !scratch.group.hasFile(named: bad.file) { continue }
      let note = "\(bad.file) \(text.description.prefix(40))"
      let raw = refusal { try scratch.group.send(text, entry.row, entry.controller) }
      #expect(raw?.error == bad.error, "\(note): \(String(describing: raw?.error))")
      #expect(raw?.reason != .other, "\(note) has no sentence: \(String(describing: raw))")
      let asked = refusal { try scratch.group.write(named: bad.file, text: text) }
      #expect((asked?.error == nil) == bad.isKnownBefore, "\(note): \(String(describing: asked))")
      #expect(
        asked?.remedy != nil || asked?.reason == .noProcess || asked?.reason == .kernelThread
          || asked?.reason == .readOnlyFile || asked?.text == "nothing 4", "\(note): \(String(describing: asked))")
    }
  }

  @Test func whatTheKernelWouldTakeAndNobodyMeans() throws {
    let scratch = try ScratchGroup("meant")
    let group = scratch.group
    let row = MemoryFiles.shared.max
    // An empty line is 0 bytes, and a size past 2^64 wraps (it saturates since Linux 7.0): the kernel takes both.
    for text in ["", "18446744073709551616"] as [ByteText] {
      try group.memory.max.write(.max)
      try group.send(text, row, .memory)
      let taken: Limit<ByteCount> = RealKernel.version >= "7.0" && !text.bytes.isEmpty ? .max : .at(.bytes(0))
      #expect(try group.memory.max.read() == taken)
      try group.memory.max.write(.max)
      #expect(refusal { try group.write(named: "memory.max", text: text) }?.error == nil)
      #expect(try group.memory.max.read() == .max)
    }
  }

  @Test func moreOperationsThanTheKernelCountsAreNoLimit() throws {
    let scratch = try ScratchGroup("operations")
    let disk = try RealKernel.disk()
    let file = scratch.group.io.max
    try file[disk].write(.set(\.riops, .at(OperationRate(rawValue: 100))))
    let text = ByteText("\(disk) riops=4294967296")
    try scratch.group.send(text, IOFiles.shared.max, .io)
    #expect(try file.read()[disk] == nil, "clamped to 32 bits, whose highest is max")
    try file[disk].write(.set(\.riops, .at(OperationRate(rawValue: 100))))
    #expect(refusal { try scratch.group.write(named: "io.max", text: text) }?.error == nil)
    #expect(try file.read()[disk]?.riops == .at(OperationRate(rawValue: 100)))
  }

  @Test func oneASecond() throws {
    let scratch = try ScratchGroup("one")
    let file = scratch.group.io.max[try RealKernel.disk()]
    // Seen: 6.12 does not take it, 7.3 does.
    if RealKernel.version >= "7.0" {
      #expect(try file.write(.set(\.wiops, .at(OperationRate(rawValue: 1)))).isAsAsked)
      return
    }
    let refused = refusal { try file.write(.set(\.wiops, .at(OperationRate(rawValue: 1)))) }
    #expect(refused?.error == .invalid && refused?.remedy == "write 2 or more: kernels before about 7.0 take no 1")
    #expect(try file.write(.set(\.wiops, .at(OperationRate(rawValue: 2)))).isAsAsked)
  }

  @Test func quotasAndBursts() throws {
    let scratch = try ScratchGroup("burst")
    let group = scratch.group
    try group.cpu.max.write(CPUBandwidth(quota: .at(Microseconds(rawValue: 50_000))))
    let above = refusal { try group.cpu.maxBurst.write(Microseconds(rawValue: 60_000)) }
    #expect(above?.sentence == "\"60000\" is above the quota of cpu.max, 50000 100000")
    try group.cpu.maxBurst.write(Microseconds(rawValue: 20_000))
    let under = refusal { try group.cpu.max.write(CPUBandwidth(quota: .at(Microseconds(rawValue: 10_000)))) }
    #expect(under?.sentence == "the quota of \"10000 100000\" is under cpu.max.burst, 20000")
    try group.cpu.idle.write(Toggle(true))
    #expect(refusal { try group.cpu.weight.write(.standard) }?.reason == .idle)
    #expect(refusal { try group.cpu.weightNice.write(NiceValue(rawValue: 1)) }?.reason == .idle)
  }

  @Test func clearingACpusetWithProcessesInside() throws {
    let scratch = try ScratchGroup("cpuset")
    let process = try TestProcess()
    try scratch.group.cpuset.cpus.write(RangeList([0...0]))
    try scratch.group.move(process: process.id)
    // Since Linux 7.0 an empty list is taken with processes inside too: they get what the parent has.
    if RealKernel.version >= "7.0" {
      #expect(try scratch.group.cpuset.cpus.write(RangeList([])).isAsAsked)
      return
    }
    let refused = refusal { try scratch.group.cpuset.cpus.write(RangeList([])) }
    #expect(refused?.error == .noSpace)
    let parent = try #require(try scratch.group.parent()).cpuset.cpusEffective.read()
    #expect(refused?.remedy == "write what the parent has instead: \(ByteText(parent.text).trimmed)")
    #expect(try scratch.group.cpuset.cpus.write(parent).isAsAsked)
  }
}
