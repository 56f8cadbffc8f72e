import Testing

@testable import ControlGroups

/// What is in force, and which group sets it: the group's own value, or one above.
@Suite("RealKernelCaps", .enabled(if: RealKernel.isRoot), .serialized)
struct RealKernelCapTests {
  private typealias MemoryLimit = KeyPath<ControlGroup, BoundFile<Limit<ByteCount>, ReadWrite>>

  @Test func limitsOfMemoryAndSwap() throws {
    let scratch = try ScratchGroup("memory-caps")
    let (outer, inner) = (scratch.group, try scratch.child("inner", [.memory]))
    let limits: [(String, MemoryLimit)] = [
      ("memory.max", \.memory.max), ("memory.high", \.memory.high), ("memory.swap.max", \.memory.swapMax),
      ("memory.swap.high", \.memory.swapHigh),
    ]
    for (name, file) in limits {
      func expect(_ value: UInt64?, _ setBy: ControlGroup?, _ note: Comment) throws {
        let cap = try inner[keyPath: file].cap()
        #expect(cap.value == value.map { .mebibytes($0) } && cap.setBy == setBy?.path && !cap.isAtLeast, note)
        let effective = try inner.effective(name)
        #expect(effective?.value == value.map { .number($0 << 20) } ?? .max && effective?.setBy == setBy?.path, note)
      }
      try expect(nil, nil, "\(name): nobody's")
      try inner[keyPath: file].write(.at(.mebibytes(64)))
      try expect(64, inner, "\(name): its own")
      try outer[keyPath: file].write(.at(.mebibytes(128)))
      try expect(64, inner, "\(name): a wider one above")
      try outer[keyPath: file].write(.at(.mebibytes(32)))
      try expect(32, outer, "\(name): a tighter one above, though its own reads 64")
      #expect(try inner[keyPath: file].read() == .at(.mebibytes(64)))
      try inner[keyPath: file].write(.at(.mebibytes(32)))
      try expect(32, inner, "\(name): the same above: its own binds first")
      try inner[keyPath: file].write(.max)
      try expect(32, outer, "\(name): only above")
      try outer[keyPath: file].write(.max)
    }
  }

  /// The kernel keeps to the cap that is told: an inner group with a wider limit of its own is held by the one above.
  @Test func theTighterLimitAboveIsInForce() async throws {
    let scratch = try ScratchGroup("held")
    let inner = try scratch.child("inner", [.memory])
    try scratch.group.memory.max.write(.at(.mebibytes(16)))
    try scratch.group.memory.swapMax.write(.at(.bytes(0)))
    try inner.memory.max.write(.at(.mebibytes(256)))
    let process = try TestProcess("exec tail /dev/zero")
    try inner.move(process: process.id)
    try process.go()
    #expect(try await RealKernel.eventually { try scratch.group.memory.events.read().oomKill == Count(rawValue: 1) })
    // The inner counter is charged first, and that taken back where the outer has no room.
    #expect(try inner.memory.peak.read() <= .mebibytes(32))
    #expect(try inner.memory.max.cap().setBy == scratch.group.path)
  }

  @Test func timeOfQuotasAndCPUs() throws {
    let scratch = try ScratchGroup("cpu-caps")
    let (outer, inner) = (scratch.group, try scratch.child("inner", [.cpu, .cpuset]))
    func quota(_ group: ControlGroup, _ microseconds: UInt64?) throws {
      try group.cpu.max.write(CPUBandwidth(quota: microseconds.map { .at(Microseconds(rawValue: $0)) } ?? .max))
    }
    func expect(_ cpus: Double, _ setBy: ControlGroup?, isQuota: Bool, _ note: Comment) throws {
      let cap = try inner.cpuCap()
      #expect(cap.cpus == cpus && cap.setBy == setBy?.path && !cap.isAtLeast, note)
      guard case .quota? = cap.source else { return #expect(!isQuota, note) }
      #expect(isQuota, note)
    }
    let all = try Double(Hierarchy.live().rootGroup().cpuset.cpusEffective.read().count)
    try expect(all, nil, isQuota: false, "what the machine has")
    try quota(inner, 50_000)
    try expect(0.5, inner, isQuota: true, "its own quota")
    try quota(outer, 25_000)
    try expect(0.25, outer, isQuota: true, "a tighter quota above")
    try quota(outer, 150_000)
    try quota(inner, 130_000)
    try expect(1.3, inner, isQuota: true, "both quotas wider than one CPU")
    try outer.cpuset.cpus.write(RangeList([0...0]))
    try expect(1, outer, isQuota: false, "one CPU above, and wider quotas")
    try outer.cpuset.cpus.write(RangeList([0...1]))
    try inner.cpuset.cpus.write(RangeList([1...1]))
    try expect(1, inner, isQuota: false, "one CPU of its own")
    try quota(outer, 100_000)
    try expect(1, outer, isQuota: true, "a quota of one CPU: a tie, and quotas throttle")
    #expect(try inner.effective("cpu.max")?.setBy == outer.path)
  }

  @Test func ratesOfADisk() throws {
    let scratch = try ScratchGroup("io-caps")
    let (outer, inner) = (scratch.group, try scratch.child("inner", [.io]))
    let disk = try RealKernel.disk()
    #expect(try inner.ioCaps()[disk] == nil, "nobody limits it")
    try outer.io.max[disk].write(
      .set(\.rbps, .at(ByteRate(rawValue: 1_000_000))), .set(\.riops, .at(OperationRate(rawValue: 500))))
    try inner.io.max[disk].write(
      .set(\.rbps, .at(ByteRate(rawValue: 2_000_000))), .set(\.riops, .at(OperationRate(rawValue: 100))),
      .set(\.wbps, .at(ByteRate(rawValue: 3_000_000))))
    let cap = try #require(try inner.ioCaps()[disk])
    #expect(cap.rbps.value == ByteRate(rawValue: 1_000_000) && cap.rbps.setBy == outer.path)
    #expect(cap.riops.value == OperationRate(rawValue: 100) && cap.riops.setBy == inner.path)
    #expect(cap.wbps.value == ByteRate(rawValue: 3_000_000) && cap.wbps.setBy == inner.path)
    #expect(cap.wiops.value == nil && cap.wiops.setBy == nil)
    let effective = try inner.effective("io.max")
    #expect(
      effective?.keyedSetters == [
        .init(device: disk.text, key: "rbps", setBy: outer.path),
        .init(device: disk.text, key: "wbps", setBy: inner.path),
        .init(device: disk.text, key: "riops", setBy: inner.path),
      ])
    try outer.io.max[disk].clear()
    #expect(try inner.ioCaps()[disk]?.rbps.setBy == inner.path)
  }
}
