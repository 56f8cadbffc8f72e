// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation
// A row's own sentence is its documentation: said once, shown by `weir files` and the documents.

/// cgroup: the core's own files, in every group whatever controllers it has (kernel/cgroup/cgroup.c).
public struct CoreFiles: ControllerFiles {
  public static let controller = Controller.core
  public static let shared = CoreFiles()
  public var rows: [any InterfaceRow] {
    [
      type, procs, threads, controllers, subtreeControl, events, maxDescendants, maxDepth, stat, statLocal, freeze,
      kill, pressure,
    ]
  }
  private static let source = "kernel/cgroup/cgroup.c"

  public let type = InterfaceFile<Choice<GroupType>, ReadWrite>(
    "cgroup.type", .setting, since: "4.14", needsController: false, standard: "domain", accepts: .word(["threaded"]),
    source: source,
    """
    Whether the group holds processes or threads. Only `threaded` can be written, once and for good; the kernel itself \
    turns a group into `domain threaded`, and its children into `domain invalid`, without a word.
    """)
  public let procs = InterfaceFile<ProcessList, ReadMove>(
    "cgroup.procs", .members, scope: .everywhere, since: "4.5", needsController: false, source: source,
    """
    The processes of the group itself, unordered, some perhaps twice; 0 stands for one outside the reader's PID \
    namespace. Writing one id moves that process, with all its threads.
    """)
  public let threads = InterfaceFile<ProcessList, ReadMove>(
    "cgroup.threads", .members, scope: .everywhere, since: "4.14", needsController: false, source: source,
    "The threads of the group itself. Writing one id moves that thread, within its threaded subtree only.")
  public let controllers = InterfaceFile<WordList, ReadOnly>(
    "cgroup.controllers", .state, scope: .everywhere, since: "4.5", needsController: false, source: source,
    "The controllers the group has: those its parent lists in cgroup.subtree_control.")
  public let subtreeControl = InterfaceFile<WordList, ReadToggle>(
    "cgroup.subtree_control", .setting, scope: .everywhere, since: "4.5", needsController: false, standard: "",
    source: source,
    """
    The controllers that all children get. A write is all or nothing; a controller that works on processes is refused \
    (EBUSY) while the group holds any, and taking one away resets its limits in the children.
    """)
  public let events = InterfaceFile<FlatKeyed<CoreEventKeys>, ReadOnly>(
    "cgroup.events", .state, since: "4.5", needsController: false, source: source,
    "Whether anything lives in the group or below, and whether all of it stands still. Notifies.")
  public let maxDescendants = InterfaceFile<Limit<Count>, ReadWrite>(
    "cgroup.max.descendants", .limit, scope: .everywhere, since: "4.14", needsController: false, standard: "max",
    accepts: .number(0...UInt64(Int32.max), nil, orMax: true), source: source,
    "Most groups there may be below this one, 0 to 2147483647 or max. Over it mkdir fails with EAGAIN.")
  public let maxDepth = InterfaceFile<Limit<Count>, ReadWrite>(
    "cgroup.max.depth", .limit, scope: .everywhere, since: "4.14", needsController: false, standard: "max",
    accepts: .number(0...UInt64(Int32.max), nil, orMax: true), source: source,
    "Most levels there may be below this group, 0 to 2147483647 or max. Over it mkdir fails with EAGAIN.")
  public let stat = InterfaceFile<FlatKeyed<CoreStatKeys>, ReadOnly>(
    "cgroup.stat", .gauge, scope: .everywhere, since: "4.14", needsController: false, source: source,
    """
    How many groups there are below, and how many removed ones the kernel still keeps because something (page cache, \
    most often) is charged to them.
    """)
  public let statLocal = InterfaceFile<FlatKeyed<CoreLocalStatKeys>, ReadOnly>(
    "cgroup.stat.local", .counter, since: "≈6.18", needsController: false, source: source,
    "How long the group itself has been freezing or frozen.")
  public let freeze = InterfaceFile<Toggle, ReadWrite>(
    "cgroup.freeze", .setting, since: "5.2", needsController: false, standard: "0", source: "kernel/cgroup/freezer.c",
    """
    1 stops every process in the group and below. It takes effect later: wait for `frozen 1` in cgroup.events. Shows \
    the group's own wish, so 0 under a frozen ancestor.
    """)
  public let kill = InterfaceFile<Toggle, WriteOnly>(
    "cgroup.kill", .action, since: "5.14", needsController: false, accepts: .one, source: source,
    """
    Writing 1 sends SIGKILL to every process in the group and below, those forked meanwhile too. Works on frozen \
    groups, not on threaded ones (EOPNOTSUPP).
    """)
  public let pressure = InterfaceFile<Toggle, ReadWrite>(
    "cgroup.pressure", .setting, scope: .everywhere, since: "6.1", needsController: false, configuration: "CONFIG_PSI",
    standard: "1", source: source,
    """
    Whether stalls of this group are accounted. 0 takes the pressure files of this one group away, so that opening \
    them says ENOENT.
    """)
}

/// The keys of cgroup.events.
public struct CoreEventKeys: FileKeys {
  public static let table = KeyTable(CoreEventKeys())
  public init() {}

  public let populated = FileKey<Count>("populated", .state, "1 while any process lives in the group or below.")
  public let frozen = FileKey<Count>(
    "frozen", .state, since: "5.2", "1 while every process in the group and below stands still.")
}

/// The keys of cgroup.stat.
public struct CoreStatKeys: FileKeys {
  public static let table = KeyTable(CoreStatKeys())
  public init() {}

  public let nrDescendants = FileKey<Count>("nr_descendants", .gauge, "Groups below this one.")
  public let nrSubsysCpuset = live("cpuset")
  public let nrSubsysCpu = live("cpu")
  public let nrSubsysIo = live("io")
  public let nrSubsysMemory = live("memory")
  public let nrSubsysPerfEvent = live("perf_event")
  public let nrSubsysHugetlb = live("hugetlb")
  public let nrSubsysPids = live("pids")
  public let nrSubsysRdma = live("rdma")
  public let nrSubsysMisc = live("misc")
  public let nrSubsysDmem = live("dmem")
  public let nrDyingDescendants = FileKey<Count>(
    "nr_dying_descendants", .gauge, "Removed groups below this one that something is still charged to.")
  public let nrDyingSubsysCpuset = dying("cpuset")
  public let nrDyingSubsysCpu = dying("cpu")
  public let nrDyingSubsysIo = dying("io")
  public let nrDyingSubsysMemory = dying("memory")
  public let nrDyingSubsysPerfEvent = dying("perf_event")
  public let nrDyingSubsysHugetlb = dying("hugetlb")
  public let nrDyingSubsysPids = dying("pids")
  public let nrDyingSubsysRdma = dying("rdma")
  public let nrDyingSubsysMisc = dying("misc")
  public let nrDyingSubsysDmem = dying("dmem")

  private static func live(_ controller: String) -> FileKey<Count> {
    FileKey("nr_subsys_\(controller)", .gauge, since: "≈6.12", "Groups from here down that have \(controller) enabled.")
  }

  private static func dying(_ controller: String) -> FileKey<Count> {
    FileKey(
      "nr_dying_subsys_\(controller)", .gauge, since: "≈6.12",
      "States of \(controller) that outlive their removed group or its loss of the controller.")
  }
}

/// The keys of cgroup.stat.local.
public struct CoreLocalStatKeys: FileKeys {
  public static let table = KeyTable(CoreLocalStatKeys())
  public init() {}

  public let frozenUsec = FileKey<Microseconds>(
    "frozen_usec", .counter, "Time from each wish to freeze to its end, so also while not yet all stood still.")
}
