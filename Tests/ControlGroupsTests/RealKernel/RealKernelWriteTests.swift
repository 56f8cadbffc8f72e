import Testing

@testable import ControlGroups

/// Every writable file that this kernel offers takes a valid value, which reads back.
@Suite("RealKernelWrites", .enabled(if: RealKernel.isRoot), .serialized)
struct RealKernelWriteTests {
  /// What is written, and what reads back where that differs; the second value puts it back.
  struct Good {
    let text: String
    var kept: String?
    let back: String
  }

  static func values(_ disk: DeviceNumber) -> [String: Good] {
    [
      "memory.min": Good(text: "4096", back: "0"), "memory.low": Good(text: "8192", back: "0"),
      "memory.high": Good(text: "67108864", back: "max"),
      "memory.max": Good(text: "67108865", kept: "67108864", back: "max"),
      "memory.oom.group": Good(text: "1", back: "0"), "memory.swap.max": Good(text: "0", back: "max"),
      "memory.swap.high": Good(text: "1048576", back: "max"), "memory.zswap.max": Good(text: "1048576", back: "max"),
      "memory.zswap.writeback": Good(text: "0", back: "1"),
      "cpu.weight": Good(text: "10000", back: "100"), "cpu.weight.nice": Good(text: "-20", back: "0"),
      "cpu.max": Good(text: "50000 20000", back: "max 100000"), "cpu.max.burst": Good(text: "20000", back: "0"),
      "cpu.idle": Good(text: "1", back: "0"), "cpu.uclamp.min": Good(text: "12.50", back: "0.00"),
      "cpu.uclamp.max": Good(text: "80.00", back: "max"),
      "cpuset.cpus": Good(text: "0", back: ""), "cpuset.mems": Good(text: "0", back: ""),
      "cpuset.cpus.exclusive": Good(text: "0", back: ""), "cpuset.cpus.partition": Good(text: "member", back: "member"),
      "pids.max": Good(text: "4194304", back: "max"),
      "io.max": Good(
        text: "\(disk) rbps=1048576 wiops=100", kept: "\(disk) rbps=1048576 wbps=max riops=max wiops=100",
        back: "\(disk) rbps=max wbps=max riops=max wiops=max"),
      "io.weight": Good(text: "default 200", back: "default 100"),
      "io.bfq.weight": Good(text: "default 200", back: "default 100"),
      "io.latency": Good(text: "\(disk) target=75000", back: "\(disk) target=max"),
      "io.prio.class": Good(text: "idle", back: "no-change"),
      "cgroup.max.depth": Good(text: "2", back: "max"), "cgroup.max.descendants": Good(text: "2147483646", back: "max"),
      "cgroup.pressure": Good(text: "0", back: "1"), "cgroup.freeze": Good(text: "1", back: "0"),
    ]
  }

  /// Files whose write is no value that reads back, or of which this machine has nothing to write: the test that does it.
  static let elsewhere: [String: String] = [
    "cgroup.type": "RealKernelVerbs.threads", "cgroup.procs": "RealKernelVerbs.moveAndItsRefusals",
    "cgroup.threads": "RealKernelVerbs.threads", "cgroup.kill": "RealKernelVerbs.killTakesThoseThatFork",
    "cgroup.subtree_control": "RealKernelVerbs.controllersDownAPathAndBack",
    "memory.reclaim": "RealKernelVerbs.reclaim",
    "memory.peak": "RealKernelPeaks.ofMemory", "memory.swap.peak": "RealKernelPeaks.ofSwap",
    "cpu.pressure": "RealKernelPressure.aQuotaStallsForTheCPU",
    "memory.pressure": "RealKernelPressure.aThrottledHogStallsForMemory",
    "io.pressure": "RealKernelPressure.aSlowedReaderStallsForTheDisk",
    "irq.pressure": "RealKernelPressure.interruptsHaveTheLineFullOnly",
    // A valid value names a resource, a device or a region, and a guest has none: neither an encrypting processor, nor an
    // InfiniBand card, nor a graphics card with memory of its own. What is refused is tested.
    "misc.max": "RealKernelBadValues.eachHasItsErrnoAndItsSentence",
    "rdma.max": "RealKernelBadValues.eachHasItsErrnoAndItsSentence",
    "dmem.min": "RealKernelBadValues.eachHasItsErrnoAndItsSentence",
    "dmem.low": "RealKernelBadValues.eachHasItsErrnoAndItsSentence",
    "dmem.max": "RealKernelBadValues.eachHasItsErrnoAndItsSentence",
  ]

  @Test func everyWritableFile() throws {
    let scratch = try ScratchGroup("writes")
    let values = Self.values(try RealKernel.disk())
    var written = 0
    for name in try scratch.group.fileNames().map(\.description) {
      guard let entry = InterfaceTable.entry(named: name), entry.row.isWritable, Self.elsewhere[name] == nil else {
        continue
      }
      if name.hasPrefix("hugetlb.") {
        let report = try scratch.group.write(named: name, text: "4398046511103")
        #expect(report.before == "max" && report.kept?.hasSuffix("0") != true || report.adjustment != nil, "\(name)")
        #expect(try scratch.group.write(named: name, text: "max").isAsAsked, "\(name)")
        written += 1
        continue
      }
      let good = try #require(values[name], "\(name) is written nowhere in the tests")
      let report = try scratch.group.write(named: name, text: ByteText(good.text))
      #expect(report.kept == ByteText(good.kept ?? good.text), "\(name)")
      #expect(report.isAsAsked == (good.kept == nil || name == "io.max"), "\(name)")
      let back = try scratch.group.write(named: name, text: ByteText(good.back))
      #expect(back.before == report.kept && back.isAsAsked, "\(name)")
      #expect(back.kept == report.before, "\(name): \(good.back)")
      written += 1
    }
    #expect(written >= 25, "a kernel that offers so few files was not asked well")
  }

  @Test func theRootsOwnFiles() throws {
    let disk = try RealKernel.disk()
    let root = try Hierarchy.live().rootGroup()
    let before = try root.io.costQOS.read()[disk]
    let scratch = try ScratchGroup("weight")
    if before == nil {
      // Once it was on, the kernel keeps the policy on the device until it goes.
      let inactive = refusal { try scratch.group.io.weight[disk].write(300) }
      #expect(inactive?.error == .notSupported && inactive?.reason == .policyInactive(disk.text))
    }
    let enabled = try root.io.costQOS[disk].write(.set(\.enable, Count(rawValue: 1)))
    #expect(enabled.kept?.enable == Count(rawValue: 1) && enabled.isAsAsked)
    let bounds = try root.write(named: "io.cost.qos", text: "\(disk) ctrl=user rpct=95 rlat=75000 min=50 max=150")
    #expect(bounds.isAsAsked, "\(String(describing: bounds.kept))")
    let model = try root.write(named: "io.cost.model", text: "\(disk) ctrl=user model=linear rbps=100000000")
    #expect(model.isAsAsked, "\(String(describing: model.kept))")
    try refuseCosts(root, disk)
    // With io.cost on, a device may have a weight of its own.
    let own = try scratch.group.io.weight[disk].write(300)
    #expect(own.before == nil && own.kept == 300)
    #expect(try scratch.group.io.weight[disk].unset().kept == nil)
    try root.write(named: "io.cost.model", text: "\(disk) ctrl=auto")
    try root.write(named: "io.cost.qos", text: "\(disk) enable=0 ctrl=auto")
    #expect(before?.enable != Count(rawValue: 1), "the test leaves it as it was")
  }

  /// Asked only where io.cost was on before: it stays on the device once a write began with its number.
  private func refuseCosts(_ root: ControlGroup, _ disk: DeviceNumber) throws {
    let bad: [(file: String, text: String, error: ErrorNumber, isKnownBefore: Bool)] = [
      ("io.cost.qos", "\(disk) enable=x", .invalid, true), ("io.cost.qos", "\(disk) ctrl=foo", .invalid, true),
      ("io.cost.qos", "\(disk) rpct=101", .invalid, true), ("io.cost.qos", "\(disk) wpct=-1", .invalid, true),
      ("io.cost.qos", "\(disk) rlat=x", .invalid, true), ("io.cost.qos", "\(disk) max=0", .invalid, true),
      ("io.cost.qos", "\(disk) foo=1", .invalid, true), ("io.cost.qos", "\(disk) min=150 max=50", .invalid, false),
      ("io.cost.qos", "8:77 enable=1", .noDevice, false), ("io.cost.qos", "garbage", .invalid, true),
      ("io.cost.model", "\(disk) model=square", .invalid, true), ("io.cost.model", "\(disk) ctrl=foo", .invalid, true),
      ("io.cost.model", "\(disk) rbps=-1", .invalid, true), ("io.cost.model", "\(disk) foo=1", .invalid, true),
      ("io.cost.model", "8:77 ctrl=user", .noDevice, false), ("io.cost.model", "garbage", .invalid, true),
    ]
    for (file, text, error, isKnownBefore) in bad {
      let entry = try #require(InterfaceTable.entry(named: file))
      let raw = refusal { try root.send(ByteText(text), entry.row, entry.controller) }
      #expect(raw?.error == error && raw?.reason != .other, "\(file) \(text): \(String(describing: raw))")
      let asked = refusal { try root.write(named: file, text: ByteText(text)) }
      #expect((asked?.error == nil) == isKnownBefore, "\(file) \(text): \(String(describing: asked))")
      #expect(asked?.remedy != nil, "\(file) \(text): \(String(describing: asked))")
    }
    // The kernel clamps these, without a word; weir says before what may be written.
    for (text, kept) in [("min=0.5", "min=1.00"), ("max=20000", "max=10000.00"), ("enable=2", "enable=1")] {
      let text = ByteText("\(disk) \(text)")
      try root.send(text, IOFiles.shared.costQOS, .io)
      #expect(try ByteText(root.io.costQOS.bytes()).description.contains(kept), "\(text)")
      #expect(refusal { try root.write(named: "io.cost.qos", text: text) }?.error == nil, "\(text)")
    }
  }

  @Test func roundingIsSaidAndASizeOfNoPagesIsSeen() throws {
    let scratch = try ScratchGroup("rounding")
    let page = try scratch.group.memory.max.write(.at(.bytes(512)))
    #expect(page.kept == .at(.bytes(0)))
    #expect(page.report.adjustment == "the kernel rounds down to whole pages: 512 became 0")
    let huge = try scratch.group.memory.max.write(.at(.bytes(.max)))
    #expect(huge.kept == .max && huge.report.adjustment != nil)
  }

  @Test func aPartitionThatIsNotHadReadsBackInvalid() throws {
    let scratch = try ScratchGroup("partition")
    let inner = try scratch.child("inner", [.cpuset])
    let written = try inner.cpuset.cpusPartition.write(PartitionState(.root))
    #expect(!written.isAsAsked && written.kept.invalidReason != nil)
    #expect(written.report.adjustment?.contains("invalid") == true)
  }

  @Test func aRemovedGroupIsGone() throws {
    let scratch = try ScratchGroup("gone")
    let inner = try scratch.child("inner", [.memory])
    try inner.remove()
    #expect(throws: ControlGroupError.vanished(inner.path)) { try inner.memory.max.write(.max) }
    let again = try scratch.group.create("inner")
    #expect(throws: ControlGroupError.vanished(inner.path)) { try inner.memory.max.write(.at(.bytes(0))) }
    #expect(try again.memory.max.read() == .max)
  }
}
