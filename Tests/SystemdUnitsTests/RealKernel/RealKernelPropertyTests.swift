import Glibc
import Testing

@testable import SystemdUnits

@Suite(.enabled(if: RealKernel.isHere), .timeLimit(.minutes(4)))
struct RealKernelPropertyTests {
  /// Texts as the kernel prints them back, in two rounds: some files share a property.
  private static let rounds = [
    [
      ("cpu.weight", "250"), ("cpu.max", "25000 50000"), ("cpuset.cpus", "0-1"), ("cpuset.mems", "0"),
      ("memory.min", "4194304"), ("memory.low", "8388608"), ("memory.high", "134217728"), ("memory.max", "268435456"),
      ("memory.swap.max", "0"), ("pids.max", "77"), ("io.weight", "default 200"),
      ("io.max", "254:0 rbps=1048576 wbps=max riops=max wiops=500"),
    ],
    [
      ("cpu.idle", "1"), ("cpu.max", "150000 100000"), ("cpuset.cpus", "1"), ("memory.max", "max"),
      ("memory.high", "67108864"), ("io.max", "254:0 rbps=max wbps=2097152 riops=max wiops=500"),
    ],
  ]

  /// What a user's manager has controllers for.
  private static func isMine(_ file: String) -> Bool {
    RealKernel.isRoot || ["cpu.", "memory.", "pids."].contains { file.hasPrefix($0) }
  }

  @Test func propertyAndFileAgreeAndStayThatWay() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let slice = try await systemd.startSlice(named: "weiragree\(getpid()).slice")
    let scope = try await Scope.start(
      named: RealKernel.name("agree", "scope"), slice: slice.name, pids: [sleeper.process], manager: systemd)
    let units = [slice, scope.unit, try await TestService.transient(systemd, "agree")]
    for round in Self.rounds {
      for unit in units { try await put(round, on: unit) }
      // Nothing of systemd's own takes it back: all files read anew, then an unrelated property.
      try await systemd.reload()
      for unit in units {
        try await unit.set([UnitProperty("ManagedOOMSwap", .text("auto"))])
        for (file, text) in round where Self.isMine(file) { try await agree(file, text, unit, "reloaded") }
      }
    }
    for unit in units {
      for row in PropertyTable.rows where Self.isMine(row.file) {
        if case .properties(let unset) = try await way(row.file, nil, unit) { try await unit.set(unset) }
      }
      let defaults = [("memory.max", "max"), ("cpu.max", "max 100000"), ("cpu.weight", "100"), ("pids.max", "max")]
      for (file, text) in defaults { try await agree(file, text, unit, "unset") }
      if RealKernel.isRoot { try await agree("io.max", "", unit, "unset") }
    }
    for unit in units.reversed() { try await unit.stop() }
    #expect(try await RealKernel.eventually { sleeper.isGone })
  }

  private func put(_ round: [(String, String)], on unit: Unit) async throws {
    for (file, text) in round where Self.isMine(file) {
      guard case .properties(let properties) = try await way(file, text, unit) else {
        Issue.record("\(file) has no property here")
        continue
      }
      try await unit.set(properties)
      try await agree(file, text, unit, "set")
    }
  }

  private func way(_ file: String, _ text: String?, _ unit: Unit) async throws -> PropertyWay {
    try await GroupOwner(unit: unit, status: try await unit.status(), below: "").way(file, text)
  }

  private func agree(_ file: String, _ text: String, _ unit: Unit, _ when: String) async throws {
    let group = try #require(try await unit.controlGroup())
    let row = try #require(PropertyTable.row(of: file))
    let context = try await unit.systemd.conversionContext()
    let there = RealKernel.read(file, of: group)
    // A controller that no unit asks for any more is switched off, and its files go.
    #expect(there == text || (there == nil && when == "unset"), "\(file) of \(unit.name), \(when)")
    #expect(row.text(from: try await unit.values(of: row), in: context) == text, "\(file) of \(unit.name), \(when)")
  }

  // A user's manager has no io controller.
  @Test(.enabled(if: RealKernel.isRoot)) func ioLimitsOfOneDeviceAreMerged() async throws {
    let systemd = try await RealKernel.systemd()
    let sleeper = try Sleeper()
    let scope = try await Scope.start(named: RealKernel.name("io", "scope"), pids: [sleeper.process], manager: systemd)
    let row = try #require(PropertyTable.row(of: "io.max"))
    let context = try await systemd.conversionContext()
    func set(_ text: String) async throws {
      let current = try await scope.unit.values(of: row)
      try await scope.unit.set(try row.properties(for: text, current: current, in: context))
    }
    try await scope.unit.set([UnitProperty("IOReadBandwidthMax", .devices([DeviceValue(path: "/", value: 5_000_000)]))])
    #expect(RealKernel.read("io.max", of: scope.controlGroup) == "254:0 rbps=5000000 wbps=max riops=max wiops=max")
    try await set("254:0 wbps=7000000")
    #expect(RealKernel.read("io.max", of: scope.controlGroup) == "254:0 rbps=5000000 wbps=7000000 riops=max wiops=max")
    try await set("254:0 rbps=6000000 wbps=max")
    #expect(RealKernel.read("io.max", of: scope.controlGroup) == "254:0 rbps=6000000 wbps=max riops=max wiops=max")
    try await set("254:0 rbps=max")
    #expect(RealKernel.read("io.max", of: scope.controlGroup) == "")
    try await scope.stop()
  }

  @Test func whatAQuotaLosesIsWhatTheConversionRefuses() async throws {
    let systemd = try await RealKernel.systemd()
    let unit = try await TestService.transient(systemd, "percent")
    let group = try #require(try await unit.controlGroup())
    let context = try await systemd.conversionContext()
    // 12.345 %: more digits than any systemd keeps.
    try await unit.set([UnitProperty("CPUQuotaPerSecUSec", .number(123_450))])
    #expect(RealKernel.read("cpu.max", of: group) == "12345 100000")
    try await systemd.reload()
    #expect(try await unit.property("CPUQuotaPerSecUSec") == .number(123_450 / context.quotaStep * context.quotaStep))
    let row = try #require(PropertyTable.row(of: "cpu.max"))
    let failure = #expect(throws: ConversionFailure.self) { try row.properties(for: "12345 100000", in: context) }
    guard case .notKept(let below?, let above?) = failure else { throw failure ?? .syntax(expected: "a refusal") }
    let other = try await TestService.transient(systemd, "percent")
    for (unit, text) in [(unit, below), (other, above)] {
      try await unit.set(try row.properties(for: text, in: context))
    }
    try await systemd.reload()
    for (unit, text) in [(unit, below), (other, above)] {
      try await agree("cpu.max", text, unit, "reloaded")
      try await unit.stop()
    }
  }

  @Test func refusalsAreToldApart() async throws {
    let systemd = try await RealKernel.systemd()
    let unit = try await TestService.transient(systemd, "refuse")
    await #expect(throws: SystemdFailure.unknownProperty("MemoryNonsense")) {
      try await unit.set([UnitProperty("MemoryNonsense", .number(1))])
    }
    await #expect(throws: SystemdFailure.fixedProperty("OOMPolicy")) {
      try await unit.set([UnitProperty("OOMPolicy", .text("kill"))])
    }
    for property in [UnitProperty("CPUWeight", .number(20_000)), UnitProperty("MemoryMax", .number(0))] {
      let failure = await #expect(throws: SystemdFailure.self) { try await unit.set([property]) }
      guard case .invalidValue(property.name, _) = failure else { throw failure ?? .disconnected }
    }
    #expect(try await unit.support(of: "MemoryMax") == .present)
    #expect(try await unit.support(of: "MemoryNonsense") == .unknown)
    guard case .file(.noProperty) = try await way("memory.oom.group", "1", unit),
      case .file(.noProperty) = try await way("cpu.max.burst", "0", unit)
    else {
      Issue.record("routes through the manager that do not exist")
      return
    }
    try await unit.stop()
  }
}
