internal import ControlGroups

/// The files that hold limits, the ones that are changed most often first.
enum LimitFiles {
  /// Those of hardly any machine, and switches that are no limits, come last, in the order of the kernel's document.
  private static let first = [
    "memory.max", "memory.high", "cpu.max", "cpu.weight", "pids.max", "io.max", "io.weight", "memory.low", "memory.min",
    "memory.swap.max", "cpuset.cpus",
  ]

  /// Written and read back, and not another command's business. A group that was made threaded stays so: that is no
  /// limit to try.
  static let all: [InterfaceTable.Entry] = {
    let entries = InterfaceTable.entries.filter { entry in
      entry.row.isWritable && entry.row.isReadable && entry.row.writtenForm == nil && entry.row.scope != .rootOnly
        && !["cgroup.procs", "cgroup.threads", "cgroup.freeze", "cgroup.type"].contains(entry.row.name)
        && !entry.row.name.contains("<")
    }
    let front = first.compactMap { name in entries.first { $0.row.name == name } }
    return front + entries.filter { entry in !first.contains(entry.row.name) }
  }()

  /// What a value means to the kernel, or what is wrong with it; nil where only the machine can tell (a device's name).
  static func check(
    _ value: String, file: String, machineMemory: ByteCount?
  ) -> Result<String, ValueFault>? {
    if value == "unset" { return .success("the value that it has without weir") }
    guard let entry = InterfaceTable.entry(named: file) else { return nil }
    let isDevice = value.hasPrefix("/")
    do throws(ValueFault) {
      let context = HumanContext(machineMemory: machineMemory)
      return .success(try HumanValue.parse(entry.row, ByteText(value), context).description)
    } catch {
      return isDevice ? nil : .failure(error)
    }
  }
}
