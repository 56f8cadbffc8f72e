// From the kernel's answer to a write to what it means for this file. The first row that fits is taken.
// Each was seen on Linux 6.12, or read in the source that the file's row names.

/// A write that the kernel did not take.
struct RefusedWrite {
  let group: ControlGroup
  let row: any InterfaceRow
  let text: ByteText
}

/// One row: files (a name, or a beginning with `*`), the answer, and what it means. Nil: look further down.
struct RefusalRow {
  let files: [String]
  let error: ErrorNumber
  let reason: @Sendable (RefusedWrite) -> Refusal.Reason?

  init(_ files: String..., on error: ErrorNumber, _ reason: @escaping @Sendable (RefusedWrite) -> Refusal.Reason?) {
    self.files = files
    self.error = error
    self.reason = reason
  }

  func fits(_ name: String, _ answer: ErrorNumber) -> Bool {
    guard answer == error else { return false }
    return files.contains { $0.hasSuffix("*") ? name.hasPrefix($0.dropLast()) : $0 == name }
  }

  static let table: [RefusalRow] = [
    // The core.
    RefusalRow("cgroup.subtree_control", on: .busy) { write in
      let isEnabling = write.text.words.contains { $0.bytes.first != Ascii.minus }
      return isEnabling ? write.processesInside : .childEnables(write.childThatEnables)
    },
    RefusalRow("cgroup.subtree_control", on: .noEntry) { write in
      let missing = write.missingControllers
      guard write.group.path.isRoot, let first = missing.lazy.compactMap({ Controller(rawValue: $0.description) }).first
      else {
        return .controllersMissing(missing)
      }
      return .notOffered(.controllerUnavailable(first, write.group.hierarchy.whyUnavailable(first)))
    },
    RefusalRow("cgroup.subtree_control", on: .invalid) { _ in .unknownController },
    RefusalRow("cgroup.subtree_control", on: .notSupported) { _ in .threadedSubtree },
    RefusalRow("cgroup.procs", "cgroup.threads", on: .busy) { write in
      let enabled = write.group.controllersForChildren
      return enabled.isEmpty ? .deadlineTasks : .holdsNoProcesses(enabled)
    },
    RefusalRow("cgroup.procs", "cgroup.threads", on: .noProcess) { _ in .noProcess },
    RefusalRow("cgroup.procs", "cgroup.threads", on: .invalid) { _ in .kernelThread },
    RefusalRow("cgroup.procs", "cgroup.threads", on: .noEntry) { _ in .outsideNamespace },
    RefusalRow("cgroup.procs", "cgroup.threads", on: .noSpace) { _ in .cpusetEmpty },
    RefusalRow("cgroup.procs", "cgroup.threads", on: .accessDenied) { write in
      // The file itself may be writable: then it is the nearest common ancestor that is not.
      write.mayOpen ? .moveNotPermitted(from: write.process.flatMap(write.group.place)) : nil
    },
    RefusalRow("cgroup.procs", on: .notSupported) { write in
      write.group.type == .domainInvalid ? .domainInvalid(write.group.path) : .threadedSubtree
    },
    RefusalRow("cgroup.threads", on: .notSupported) { write in
      write.group.type == .domainInvalid ? .domainInvalid(write.group.path) : .otherDomain
    },
    RefusalRow("cgroup.type", on: .notSupported) { .cannotBeThreaded($0.group.type) },
    RefusalRow("cgroup.kill", on: .notSupported) { _ in .threadedKill },

    // cpu and cpuset.
    RefusalRow("cpu.weight", "cpu.weight.nice", on: .invalid) { $0.group.isIdle ? .idle : nil },
    RefusalRow("cpu.max", on: .invalid) { write in
      guard let burst = try? write.group.cpu.maxBurst.read(), burst.rawValue > 0 else { return nil }
      return .burstAboveQuota(burst: burst, quota: nil)
    },
    RefusalRow("cpu.max.burst", on: .invalid) { write in
      .burstAboveQuota(burst: nil, quota: try? write.group.cpu.max.read())
    },
    RefusalRow("cpuset.cpus", "cpuset.mems", on: .noSpace) { .cpusetInUse(parent: $0.parentCpuset) },
    RefusalRow("cpuset.*", on: .outOfRange) { .notOnMachine($0.machineCpuset) },
    RefusalRow("cpuset.mems", on: .invalid) { .notOnMachine($0.machineCpuset) },
    RefusalRow("cpuset.cpus", "cpuset.cpus.exclusive", on: .invalid) { _ in .exclusive },
    RefusalRow("cpuset.*", on: .busy) { _ in .deadlineTasks },

    // Limits.
    RefusalRow("memory.reclaim", on: .tryAgain) { _ in .reclaimedLess },
    RefusalRow("hugetlb.*", on: .busy) { .belowUsage($0.hugetlbUsage) },
    RefusalRow("misc.max", on: .invalid) { .unknownName($0.key, known: $0.known(MiscFiles.shared.capacity)) },
    RefusalRow("dmem.*", on: .invalid) { .unknownName($0.key, known: $0.known(DmemFiles.shared.capacity)) },
    RefusalRow("rdma.max", on: .noDevice) { .noDevice($0.key) },
    RefusalRow("io.*", on: .noDevice) { write in
      write.wholeDisk.map { .partition(write.key, of: $0) } ?? .noDevice(write.key)
    },
    RefusalRow("io.max", on: .invalid) { write in
      // block/blk-throttle.c, tg_set_limit: EINVAL on 6.12, taken on 7.3.
      write.text.words.contains { $0.hasSuffix("=1") }
        ? .outOfRange("2 or more: kernels before about 7.0 take no 1") : nil
    },
    RefusalRow("io.*", on: .notSupported) { .policyInactive($0.key) },
    RefusalRow("cpu.pressure", "memory.pressure", "io.pressure", "irq.pressure", on: .busy) { _ in .hasTrigger },
    RefusalRow("cpu.pressure", "memory.pressure", "io.pressure", "irq.pressure", on: .invalid) { write in
      write.group.calls.hasResourceCapability ? nil : .triggerWindow
    },

    // Any file.
    RefusalRow("*", on: .accessDenied) { .notPermitted(owner: $0.owner) },
    RefusalRow("*", on: .notPermitted) { write in
      write.group.path.isRoot && !write.group.isMachineRoot ? .namespaceRoot : .notPermitted(owner: write.owner)
    },
    RefusalRow("*", on: .readOnly) { _ in .readOnlyMount },
    RefusalRow("*", on: .tooBig) { _ in .tooLong },
    RefusalRow("*", on: .interrupted) { _ in .interrupted },
    RefusalRow("*", on: .outOfRange) { write in
      write.row.accepts.map { .outOfRange(String($0.kernelExample.dropFirst("write ".count))) }
    },
    RefusalRow("*", on: .invalid) { write in
      write.row.isWritable ? write.row.accepts.map { .notTaken($0) } : .readOnlyFile
    },
  ]
}
