// The sentences for people. Each says what; `Refusal.remedy` says what would be right.

extension Refusal {
  /// One line: what, and where.
  public var message: String { (file.map { "\($0) of " } ?? "") + "\(group): \(sentence)" }

  /// The sentence without file and group.
  public var sentence: String { memberSentence ?? structureSentence ?? valueSentence ?? permissionSentence ?? plain }

  private var plain: String { error.map { "the kernel refuses \"\(text)\": \($0)" } ?? "\"\(text)\" is refused" }

  /// What is wrong with the value, or with the thing it names.
  private var valueSentence: String? {
    switch reason {
    case .value(let fault): fault.message
    case .notTaken: "the kernel does not take \"\(text)\""
    case .outOfRange: "\"\(text)\" is out of range"
    case .tooLong: "the text is longer than the kernel takes"
    case .belowUsage(let usage): "more is in use than \(text)" + (usage.map { ": \($0.rawValue) bytes" } ?? "")
    case .reclaimedLess: "not all of \(text.words.first ?? text) bytes could be reclaimed; what could, was"
    case .cpusetInUse: "the group holds processes and cannot be left without a list of its own"
    case .notOnMachine: "\"\(text)\" names what this machine does not have"
    case .exclusive: "\"\(text)\" overlaps what a sibling holds exclusively"
    case .idle: "cpu.idle is 1: an idle group has no weight"
    case .burstAboveQuota(let burst?, _) where file == "cpu.max":
      "the quota of \"\(text)\" is under cpu.max.burst, \(burst.rawValue)"
    case .burstAboveQuota(_, let quota):
      "\"\(text)\" is above the quota of cpu.max" + (quota.map { ", \(ByteText($0.text).trimmed)" } ?? "")
    case .noDevice(let name): "there is no device \(name)"
    case .partition(let name, let disk): "\(name) is a partition: limits are on the whole disk, \(disk)"
    case .policyInactive(let name): "\(file ?? "it") is not in force on device \(name)"
    case .unknownName(let name, let known):
      "there is no \(name) here" + (known.isEmpty ? ": this machine has none" : "")
    case .triggerWindow: "without CAP_SYS_RESOURCE the window of a pressure trigger is a multiple of 2 s"
    case .hasTrigger: "this descriptor has a trigger already"
    default: nil
    }
  }

  /// Processes and threads.
  private var memberSentence: String? {
    switch reason {
    case .processesInside(let count, let some):
      "the group itself holds \(Self.processes(count, some)), and a group with controllers for its children may not"
    case .holdsNoProcesses(let controllers):
      "the group enables \(Self.list(controllers)) for its children, so it holds no processes itself"
    case .populated(let count, let some): "\(Self.processes(count, some)) live in it"
    case .frozenAbove(let above): "it stays frozen, because \(above) is"
    case .deadlineTasks: "tasks with a deadline would not fit"
    case .cpusetEmpty: "the group has no CPU or no memory node to run on"
    case .noProcess: "there is no process \(text)"
    case .kernelThread: "\(text) is a thread of the kernel that stays where it is"
    case .outsideNamespace: "process \(text), or the group, is outside of this cgroup namespace"
    case .domainInvalid: "the group is `domain invalid`: below a threaded group, and not threaded itself"
    case .otherDomain: "thread \(text) belongs to another domain, and moves only within its own threaded subtree"
    case .ownGroup: "this process is in the group: it would stop itself"
    case .interrupted: "a signal came before the kernel was done; part of the work may be"
    default: nil
    }
  }

  /// Groups and controllers.
  private var structureSentence: String? {
    switch reason {
    case .childEnables(let child): "\(child.map { "\($0)" } ?? "a group below") still enables it"
    case .controllersMissing(let names): "the group does not have \(Self.list(names)) to hand down"
    case .notOffered(let absence): absence.meaning
    case .unknownController: "\"\(text)\" names no controller of this kernel"
    case .cannotBeThreaded(let type):
      "the group cannot be threaded" + (type.map { ": it is `\($0.rawValue)`" } ?? "")
        + ", or a controller that works on processes is enabled around it"
    case .threadedSubtree: "a threaded group has only controllers that work on threads: cpu, cpuset, pids"
    case .exists: "a group of that name is there already"
    case .badName: "\"\(text)\" cannot be the name of a group: it may not be empty, . or .., nor hold / or a newline"
    case .tooManyGroups(let file, let above, let limit):
      "\(file) of \(above) is \(limit), and there are as many groups already"
    case .hasChildren(let count): count == 1 ? "there is a group below it" : "there are \(count) groups below it"
    case .isRoot: "the root of the hierarchy stays"
    case .threadedKill: "a threaded group is not killed on its own: its processes belong to the domain above"
    case .wouldTurnThreaded(let group, 0):
      "\(group) enables only cpu, cpuset or pids for its children: with a process inside it would silently turn"
        + " `domain threaded`, and its children `domain invalid`"
    case .wouldTurnThreaded(let group, let count):
      "\(group) holds \(Self.processes(count, [])): with cpu, cpuset or pids alone it would silently turn"
        + " `domain threaded`, and its children `domain invalid`"
    default: nil
    }
  }

  /// Who may.
  private var permissionSentence: String? {
    switch reason {
    case .unknownFile: "weir knows no such file, and writes only what it knows"
    case .readOnlyFile: "the file is only read"
    case .copy: "a copied tree is never written"
    case .notPermitted(let owner): "this user may not write it" + (owner.map { ": it belongs to user \($0)" } ?? "")
    case .moveNotPermitted(let from):
      "a move needs write permission on cgroup.procs of the nearest group above both"
        + (from.map { ", and \(text) comes from \($0)" } ?? "")
    case .namespaceRoot: "this is the root of a cgroup namespace: its limits belong to who made the namespace"
    case .tooManyWatches: "this user has as many inotify watches, or open files, as are allowed"
    case .readOnlyMount: "the hierarchy is mounted read-only here"
    default: nil
    }
  }

  private static func processes(_ count: Int, _ some: [Int32]) -> String {
    let ids = some.map(String.init).joined(separator: ", ")
    let named = ids.isEmpty ? "" : " (\(ids)\(count > some.count ? ", …" : ""))"
    return (count == 1 ? "1 process" : "\(count) processes") + named
  }

  private static func list(_ names: [ByteText]) -> String { names.map(\.description).joined(separator: ", ") }
}
