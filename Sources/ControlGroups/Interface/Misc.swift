// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// misc: countable things of the machine, such as contexts of encrypted guests (kernel/cgroup/misc.c).
public struct MiscFiles: ControllerFiles {
  public static let controller = Controller.misc
  public static let shared = MiscFiles()
  public var rows: [any InterfaceRow] {
    [capacity, current, peak, max, events, eventsLocal]
  }
  private static let source = "kernel/cgroup/misc.c"

  public let capacity = InterfaceFile<NamedLimits<Count>, ReadOnly>(
    "misc.capacity", .gauge, scope: .rootOnly, since: "5.13", source: source,
    "How much there is of each resource (sev, sev_es, tdx, sgx_epc). Empty where the machine has none.")
  public let current = InterfaceFile<NamedLimits<Count>, ReadOnly>(
    "misc.current", .gauge, scope: .everywhere, since: "5.13", source: source,
    "How much of each resource the group and those below use.")
  public let peak = InterfaceFile<NamedLimits<Count>, ReadOnly>(
    "misc.peak", .peak, scope: .everywhere, since: "≈6.11", source: source,
    "The most of each resource that was ever in use. Cannot be reset.")
  public let max = InterfaceFile<NamedLimits<Count>, ReadWriteByKey>(
    "misc.max", .limit, since: "5.13", source: source,
    """
    The most of each resource the group and those below may use. May exceed the capacity; a resource the machine lacks \
    is EINVAL.
    """)
  public let events = InterfaceFile<NamedLimits<Count>, ReadOnly>(
    "misc.events", .counter, since: "5.16", source: source,
    "For each resource, as RESOURCE.max, how often its limit was hit in the group or below. Notifies.")
  public let eventsLocal = InterfaceFile<NamedLimits<Count>, ReadOnly>(
    "misc.events.local", .counter, since: "≈6.11", source: source,
    "As misc.events, for the group's own limit alone. Notifies.")
}
