// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// pids: the number of tasks (threads) in a group and below (kernel/cgroup/pids.c).
public struct PidsFiles: ControllerFiles {
  public static let controller = Controller.pids
  public static let shared = PidsFiles()
  public var rows: [any InterfaceRow] {
    [max, current, peak, events, eventsLocal]
  }

  public let max = InterfaceFile<Limit<Count>, ReadWrite>(
    "pids.max", .limit, since: "4.5", standard: "max", accepts: .number(0...4_194_304, nil, orMax: true),
    source: "kernel/cgroup/pids.c",
    """
    Most tasks that may be in the group and below, 0 to 4194304 or max. Counts threads. \
    Only fork and clone fail (EAGAIN): a group may stand above its limit.
    """)
  public let current = InterfaceFile<Count, ReadOnly>(
    "pids.current", .gauge, since: "4.5", source: "kernel/cgroup/pids.c",
    "Tasks in the group and below now.")
  public let peak = InterfaceFile<Count, ReadOnly>(
    "pids.peak", .peak, since: "6.1", source: "kernel/cgroup/pids.c",
    "Most tasks there ever were in the group and below. Cannot be reset.")
  public let events = InterfaceFile<FlatKeyed<PidsEventKeys>, ReadOnly>(
    "pids.events", .counter, since: "4.8", source: "kernel/cgroup/pids.c",
    """
    How often a fork failed at a limit. Until 6.10 counted in the group that forked; from 6.11 in the group whose \
    limit was hit and its ancestors, unless mounted with pids_localevents. Notifies.
    """)
  public let eventsLocal = InterfaceFile<FlatKeyed<PidsEventKeys>, ReadOnly>(
    "pids.events.local", .counter, since: "6.11", source: "kernel/cgroup/pids.c",
    "As pids.events, for the group's own limit alone. Notifies.")
}

/// The keys of pids.events.
public struct PidsEventKeys: FileKeys {
  public static let table = KeyTable(PidsEventKeys())
  public init() {}

  public let max = FileKey<Count>("max", .counter, "Forks refused because a limit was reached.")
}
