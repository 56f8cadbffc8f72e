// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// rdma: handles and objects of RDMA devices (kernel/cgroup/rdma.c).
public struct RDMAFiles: ControllerFiles {
  public static let controller = Controller.rdma
  public static let shared = RDMAFiles()
  public var rows: [any InterfaceRow] {
    [max, current, peak, events, eventsLocal]
  }
  private static let source = "kernel/cgroup/rdma.c"

  public let max = InterfaceFile<NestedKeyed<ByteText, RDMAKeys>, ReadWriteByKey>(
    "rdma.max", .limit, since: "4.11", source: source,
    "The most handles and objects of each device the group and those below may hold. An unknown device is ENODEV.")
  public let current = InterfaceFile<NestedKeyed<ByteText, RDMAKeys>, ReadOnly>(
    "rdma.current", .gauge, since: "4.11", source: source,
    "Handles and objects of each device that the group and those below hold.")
  public let peak = InterfaceFile<NestedKeyed<ByteText, RDMAKeys>, ReadOnly>(
    "rdma.peak", .peak, since: "≈7.2", source: source,
    "The most handles and objects of each device that were ever held. Cannot be reset.")
  public let events = InterfaceFile<NestedKeyed<ByteText, RDMAEventKeys>, ReadOnly>(
    "rdma.events", .counter, since: "≈7.2", source: source,
    "How often a limit on a device was hit, and how often an allocation failed, in the group and below. Notifies.")
  public let eventsLocal = InterfaceFile<NestedKeyed<ByteText, RDMAEventKeys>, ReadOnly>(
    "rdma.events.local", .counter, since: "≈7.2", source: source,
    "As rdma.events, for the group's own limits and its own processes alone. Notifies.")
}

/// The keys of a device's line in rdma.max, rdma.current and rdma.peak.
public struct RDMAKeys: FileKeys {
  public static let table = KeyTable(RDMAKeys())
  public init() {}

  public let hcaHandle = FileKey<Limit<Count>>("hca_handle", .gauge, "Open handles of the device.")
  public let hcaObject = FileKey<Limit<Count>>("hca_object", .gauge, "Objects made on the device.")
}

/// The keys of a device's line in rdma.events.
public struct RDMAEventKeys: FileKeys {
  public static let table = KeyTable(RDMAEventKeys())
  public init() {}

  public let hcaHandleMax = FileKey<Count>(
    "hca_handle.max", .counter, "Handles refused because of a limit that stands here.")
  public let hcaHandleAllocFail = FileKey<Count>(
    "hca_handle.alloc_fail", .counter, "Handles refused that were asked for here, whoever's limit it was.")
  public let hcaObjectMax = FileKey<Count>(
    "hca_object.max", .counter, "Objects refused because of a limit that stands here.")
  public let hcaObjectAllocFail = FileKey<Count>(
    "hca_object.alloc_fail", .counter, "Objects refused that were asked for here, whoever's limit it was.")
}
