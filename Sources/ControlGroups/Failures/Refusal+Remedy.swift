extension Refusal.Reason {
  /// What would help, as a line to copy where there is one.
  ///
  /// - Parameter group: where; `directory` gives a group's absolute directory.
  func remedy(file: String?, group: GroupPath, text: ByteText, directory: (GroupPath) -> ByteText) -> String? {
    switch self {
    case .value(let fault): fault.remedy
    case .notTaken(let form): form.kernelExample
    case .outOfRange(let range): "write \(range)"
    case .unknownFile: "list what can be written: weir files"
    case .notPermitted: "run it as root, or as the file's owner"
    case .moveNotPermitted:
      "run it as root, or let the user manager start it where it belongs: systemd-run --user --scope"
    case .namespaceRoot: "set the limit in a group below, or outside of the namespace"
    case .readOnlyMount:
      "remount it: mount -o remount,rw \(Shell.quoted(directory(.root))); a container needs it granted from outside"
    case .processesInside:
      "move them into a group below first: mkdir \(Shell.quoted(directory(group), "leaf")), then write each id to its cgroup.procs"
    case .childEnables(let child?):
      "disable it there first: echo -CONTROLLER > \(Shell.quoted(directory(child), "cgroup.subtree_control"))"
    case .childEnables: "disable it in the groups below first"
    case .holdsNoProcesses: "move it into a group below"
    case .belowUsage: "free some first, or write a limit that is not below"
    case .reclaimedLess:
      "ask for less, or see what it got: weir reclaim \(Shell.quoted(group)) \(text.words.first ?? text)"
    case .hasTrigger: "open the file once more: each descriptor carries one trigger"
    case .cpusetInUse(let parent):
      parent.map { "write what the parent has instead: \(ByteText($0.text).trimmed)" } ?? "write what the parent has"
    case .cpusetEmpty: "give it cpuset.cpus and cpuset.mems first"
    case .notOnMachine(let list): list.map { "write some of \(ByteText($0.text).trimmed)" }
    case .exclusive: "leave out what cpuset.cpus.exclusive and partitions of siblings name"
    case .idle: "write 0 to cpu.idle first"
    case .burstAboveQuota(let burst?, _) where file == "cpu.max":
      "lower cpu.max.burst first, or write a quota of at least \(burst.rawValue)"
    case .burstAboveQuota: "raise cpu.max first, or write less"
    case .noDevice:
      (file ?? "").hasPrefix("io.")
        ? "list disks with their numbers: lsblk -d -o NAME,MAJ:MIN" : "list what there is: ls /sys/class/infiniband"
    case .partition(_, let disk): "write \(disk)"
    case .policyInactive(let name):
      file == "io.weight"
        ? "put weights in force on it: echo '\(name) enable=1' > \(Shell.quoted(directory(.root), "io.cost.qos"))"
        : "choose a device that its policy drives"
    case .unknownName(_, let known):
      known.isEmpty ? nil : "write \(WriteForm.choice(known.map(\.description)))"
    case .controllersMissing(let names):
      group.parent.map {
        "enable it above first, from the top: echo '\(names.map { "+\($0)" }.joined(separator: " "))' >"
          + " \(Shell.quoted(directory($0), "cgroup.subtree_control"))"
      }
    case .notOffered(let absence): absence.remedy(directory: directory)
    case .unknownController: "write some of \(Shell.quoted(directory(group), "cgroup.controllers")), each with + or -"
    case .domainInvalid: "write threaded to its cgroup.type, or give the group above no threaded children"
    case .otherDomain: "move the whole process through cgroup.procs of its domain first"
    case .cannotBeThreaded:
      "take memory, io and the like out of cgroup.subtree_control here and above, and the processes out of the group"
    case .threadedSubtree: "enable it in the domain above"
    case .threadedKill: "kill the group whose cgroup.type is `domain threaded`"
    case .wouldTurnThreaded(let group, _):
      "move its processes into a group below first: mkdir \(Shell.quoted(directory(group), "leaf"))"
    case .ownGroup: "run it from a group outside"
    case .triggerWindow: "write a window of 2000000, 4000000 …, or run it with CAP_SYS_RESOURCE"
    case .tooManyWatches: "raise it: sysctl fs.inotify.max_user_watches, or ulimit -n"
    case .interrupted: "try again"
    case .tooManyGroups(let file, let above, _): "raise it: echo max > \(Shell.quoted(directory(above), file))"
    case .hasChildren: "remove them first, the deepest first"
    case .populated: "end or move them first: weir kill \(Shell.quoted(group))"
    case .frozenAbove(let above): "thaw that group: weir thaw \(Shell.quoted(above))"
    case .exists, .badName, .isRoot: nil
    case .outsideNamespace: "do it from outside of the namespace, as root of the host"
    case .readOnlyFile, .copy, .tooLong, .deadlineTasks, .noProcess, .kernelThread, .other: nil
    }
  }
}
