// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// dmem: memory of devices, such as a graphics card's (kernel/cgroup/dmem.c).
public struct DmemFiles: ControllerFiles {
  public static let controller = Controller.dmem
  public static let shared = DmemFiles()
  public var rows: [any InterfaceRow] {
    [capacity, current, peak, min, low, max]
  }
  private static let source = "kernel/cgroup/dmem.c"

  public let capacity = InterfaceFile<NamedLimits<ByteCount>, ReadOnly>(
    "dmem.capacity", .gauge, scope: .rootOnly, since: "6.14", source: source,
    "The size of each region of device memory, such as drm/0000:03:00.0/vram0.")
  public let current = InterfaceFile<NamedLimits<ByteCount>, ReadOnly>(
    "dmem.current", .gauge, scope: .everywhere, since: "6.14", source: source,
    "Bytes of each region in use in the group and below.")
  public let peak = InterfaceFile<NamedLimits<ByteCount>, ReadOnly>(
    "dmem.peak", .peak, since: "≈7.1", source: source,
    "The most bytes of each region that were ever in use in the group and below. Cannot be reset.")
  public let min = InterfaceFile<NamedLimits<ByteCount>, ReadWriteByKey>(
    "dmem.min", .protection, since: "6.14", source: source,
    "Bytes of each region that are never evicted for others' sake.")
  public let low = InterfaceFile<NamedLimits<ByteCount>, ReadWriteByKey>(
    "dmem.low", .protection, since: "6.14", source: source,
    "Bytes of each region that are evicted only when nothing unprotected is left.")
  public let max = InterfaceFile<NamedLimits<ByteCount>, ReadWriteByKey>(
    "dmem.max", .limit, since: "6.14", source: source,
    "Most bytes of each region the group and those below may use. A region the machine lacks is EINVAL.")
}
