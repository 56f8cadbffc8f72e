// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// cpuset: which CPUs and memory nodes a group may use (kernel/cgroup/cpuset.c).
public struct CpusetFiles: ControllerFiles {
  public static let controller = Controller.cpuset
  public static let shared = CpusetFiles()
  public var rows: [any InterfaceRow] {
    [cpus, cpusEffective, mems, memsEffective, cpusExclusive, cpusExclusiveEffective, cpusPartition, cpusIsolated]
  }
  private static let source = "kernel/cgroup/cpuset.c"

  public let cpus = InterfaceFile<RangeList, ReadWrite>(
    "cpuset.cpus", .setting, since: "5.0", standard: "", source: source,
    """
    CPUs the group asks for; empty asks for the parent's. A request: cpuset.cpus.effective is what it has. Emptying it \
    while tasks are inside is ENOSPC: write the parent's whole list instead.
    """)
  public let cpusEffective = InterfaceFile<RangeList, ReadOnly>(
    "cpuset.cpus.effective", .state, scope: .everywhere, since: "5.0", source: source,
    "CPUs the group may use now. Changes with hotplug and with partitions of siblings, without notice.")
  public let mems = InterfaceFile<RangeList, ReadWrite>(
    "cpuset.mems", .setting, since: "5.0", standard: "", source: source,
    "Memory nodes the group asks for; empty asks for the parent's. A change moves pages, which can take long.")
  public let memsEffective = InterfaceFile<RangeList, ReadOnly>(
    "cpuset.mems.effective", .state, scope: .everywhere, since: "5.0", source: source,
    "Memory nodes the group may use now.")
  public let cpusExclusive = InterfaceFile<RangeList, ReadWrite>(
    "cpuset.cpus.exclusive", .setting, since: "≈6.7", standard: "", source: source,
    "CPUs kept for a partition of this group or below; no sibling may name them too (EINVAL).")
  public let cpusExclusiveEffective = InterfaceFile<RangeList, ReadOnly>(
    "cpuset.cpus.exclusive.effective", .state, since: "≈6.7", source: source,
    "Exclusive CPUs that partitions here may really take.")
  public let cpusPartition = InterfaceFile<PartitionState, ReadWrite>(
    "cpuset.cpus.partition", .setting, since: "5.0", standard: "member", source: source,
    """
    Whether the group shares its parent's CPUs or is a partition of its own. A write that cannot be honoured may \
    succeed and read back `invalid` with a reason. `isolated` and reasons since 6.1. Notifies.
    """)
  public let cpusIsolated = InterfaceFile<RangeList, ReadOnly>(
    "cpuset.cpus.isolated", .state, scope: .rootOnly, since: "≈6.7", source: source,
    "CPUs that isolated partitions hold.")
}
