// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// io: block devices, each named by the numbers of the whole disk (block/blk-cgroup.c and its policies).
public struct IOFiles: ControllerFiles {
  public static let controller = Controller.io
  public static let shared = IOFiles()
  public var rows: [any InterfaceRow] {
    [stat, max, weight, bfqWeight, latency, costQOS, costModel, prioClass]
  }

  public let stat = InterfaceFile<NestedKeyed<DeviceNumber, IOStatKeys>, ReadOnly>(
    "io.stat", .counter, scope: .everywhere, since: "4.5", source: "block/blk-cgroup.c",
    """
    Bytes and operations on each device; the root's are the whole system's. Device-mapper and RAID count them again on \
    the disks below, so devices do not add up. Reading gathers what all CPUs counted.
    """)
  public let max = InterfaceFile<NestedKeyed<DeviceNumber, IOMaxKeys>, ReadWriteByKey>(
    "io.max", .limit, since: "4.5", configuration: "CONFIG_BLK_DEV_THROTTLING", source: "block/blk-throttle.c",
    """
    The most bytes and operations a second on each device. 0 is ERANGE, a partition ENODEV; a device's line goes away \
    when all four keys are max.
    """)
  public let weight = InterfaceFile<DeviceWeights, ReadWriteByKey>(
    "io.weight", .weight, since: "4.5", configuration: "CONFIG_BLK_CGROUP_IOCOST", standard: "default 100",
    source: "block/blk-iocost.c",
    """
    Share of a device's time among siblings, 1 to 10000, by default and for single devices. Does nothing unless \
    io.cost.qos of the root has enable=1 for the device; out of range is EINVAL.
    """)
  public let bfqWeight = InterfaceFile<DeviceWeights, ReadWriteByKey>(
    "io.bfq.weight", .weight, since: "4.12", configuration: "CONFIG_BFQ_GROUP_IOSCHED", standard: "default 100",
    accepts: .deviceWeight(DeviceWeights.bfqRange), source: "block/bfq-cgroup.c",
    """
    Share among siblings on disks whose scheduler is bfq, 1 to 1000. There once the bfq module is loaded; old kernels \
    print a bare number.
    """)
  public let latency = InterfaceFile<NestedKeyed<DeviceNumber, IOLatencyKeys>, ReadWriteByKey>(
    "io.latency", .protection, since: "4.19", configuration: "CONFIG_BLK_CGROUP_IOLATENCY",
    source: "block/blk-iolatency.c",
    "The latency the group wants on each device: siblings with a laxer wish are slowed to give it. target=0 clears.")
  public let costQOS = InterfaceFile<NestedKeyed<DeviceNumber, IOCostQOSKeys>, ReadWriteByKey>(
    "io.cost.qos", .setting, scope: .rootOnly, since: "5.4", configuration: "CONFIG_BLK_CGROUP_IOCOST",
    source: "block/blk-iocost.c",
    "Turns io.weight on for a device and sets the latencies it should keep to.")
  public let costModel = InterfaceFile<NestedKeyed<DeviceNumber, IOCostModelKeys>, ReadWriteByKey>(
    "io.cost.model", .setting, scope: .rootOnly, since: "5.4", configuration: "CONFIG_BLK_CGROUP_IOCOST",
    source: "block/blk-iocost.c",
    "What a device can do, from which the cost of each operation is computed.")
  public let prioClass = InterfaceFile<Choice<IOPriorityClass>, ReadWrite>(
    "io.prio.class", .setting, scope: .everywhere, since: "5.14", configuration: "CONFIG_BLK_CGROUP_IOPRIO",
    standard: "no-change", source: "block/blk-ioprio.c",
    "How the priority of the group's requests is changed, for schedulers that heed it. Takes no device.")
}
