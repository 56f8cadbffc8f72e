/// Every interface file that systemd has a property for (systemd.resource-control(5)).
///
/// No property exists for cpu.max.burst, cpu.uclamp.*, memory.swap.high, hugetlb.*, misc.*, rdma.*, dmem.*,
/// io.prio.class, io.cost.*, cpuset.cpus.exclusive or cgroup.max.*; io.bfq.weight follows IOWeight. cpu.weight.nice is
/// cpu.weight spelled otherwise.
package enum PropertyTable {
  private typealias Property = PropertyRow.Property

  /// `UInt64.max`: unset, or infinity.
  private static let none = PropertyValue.number(.max)

  package static let rows: [PropertyRow] = [
    PropertyRow("cpu.weight", [Property("CPUWeight", "t", since: 232)], unset: [none], CPUWeightConversion()),
    PropertyRow("cpu.idle", [Property("CPUWeight", "t", since: 252)], unset: [none], CPUIdleConversion()),
    PropertyRow(
      "cpu.max",
      [
        Property("CPUQuotaPerSecUSec", "t", setting: "CPUQuota", since: 213),
        Property("CPUQuotaPeriodUSec", "t", setting: "CPUQuotaPeriodSec", since: 242),
      ], unset: [none, none], CPUQuotaConversion()),
    PropertyRow(
      "cpuset.cpus", [Property("AllowedCPUs", "ay", since: 244)], unset: [.bitmap([])],
      CPUSetConversion(property: "AllowedCPUs")),
    PropertyRow(
      "cpuset.mems", [Property("AllowedMemoryNodes", "ay", since: 244)], unset: [.bitmap([])],
      CPUSetConversion(property: "AllowedMemoryNodes")),
    amount("memory.min", "MemoryMin", since: 240, unset: .number(0)),
    amount("memory.low", "MemoryLow", since: 240, unset: .number(0)),
    amount("memory.high", "MemoryHigh", since: 231, zero: "systemd refuses MemoryHigh=0"),
    amount("memory.max", "MemoryMax", since: 231, zero: "systemd refuses MemoryMax=0"),
    amount("memory.swap.max", "MemorySwapMax", since: 232),
    amount("memory.zswap.max", "MemoryZSwapMax", since: 253),
    PropertyRow(
      "memory.zswap.writeback", [Property("MemoryZSwapWriteback", "b", since: 256)], unset: [.truth(true)],
      SwitchConversion(property: "MemoryZSwapWriteback")),
    PropertyRow(
      "memory.oom.group", [Property("OOMPolicy", "s", since: 253)], settable: .atCreation, unset: [.text("stop")],
      OOMPolicyConversion()),
    amount("pids.max", "TasksMax", since: 227, zero: "systemd refuses TasksMax=0"),
    PropertyRow(
      "io.weight", [Property("IOWeight", "t", since: 230), Property("IODeviceWeight", "a(st)", since: 230)],
      unset: [none, .devices([])], IOWeightConversion()),
    PropertyRow(
      "io.max", IOMaxConversion.keys.map { Property($0.property, "a(st)", since: 230) },
      unset: IOMaxConversion.keys.map { _ in .devices([]) }, IOMaxConversion()),
    PropertyRow(
      "io.latency",
      [Property("IODeviceLatencyTargetUSec", "a(st)", setting: "IODeviceLatencyTargetSec", since: 240)],
      unset: [.devices([])], IOLatencyConversion()),
  ]

  private static func amount(
    _ file: String, _ property: String, since: Int, unset: PropertyValue = none, zero: String? = nil
  ) -> PropertyRow {
    PropertyRow(
      file, [Property(property, "t", since: since)], unset: [unset],
      AmountConversion(property: property, zeroRefused: zero))
  }

  /// The row of a file; nil: systemd has no property for it.
  package static func row(of file: String) -> PropertyRow? { rows.first { $0.file == file } }

  /// The rows a property belongs to: two for CPUWeight.
  package static func rows(of property: String) -> [PropertyRow] {
    rows.filter { $0.properties.contains { $0.name == property } }
  }
}
