/// What holds a group back, most severe first.
package enum Cause: Equatable, Sendable {
  /// Where a limit binds: in the group itself, or in one above it.
  package struct Binder: Equatable, Sendable {
    /// The slot of the group that sets the limit.
    package var slot: Int
    /// Whether it is the group itself.
    package var isOwn: Bool
    /// The interface file that sets it.
    package var file: String
    /// The limit in the file's unit, CPUs for cpu.max.
    package var limit: Double

    package init(slot: Int, isOwn: Bool, file: String, limit: Double) {
      self.slot = slot
      self.isOwn = isOwn
      self.file = file
      self.limit = limit
    }
  }

  /// What a group waits for that waits for memory, but at no limit of its own or above.
  package enum MemoryWait: Equatable, Sendable {
    /// The machine's own figures say that it has too little.
    case machineIsShort
    /// A group below meets a limit of its own; nil where that one is not sampled.
    case limitBelow(Binder?)
    /// Neither: what reclaim took earlier is read back, or something that no figure shows.
    case unexplained
  }

  /// The OOM killer killed in it in the last ten minutes.
  case killed(_ count: Int, secondsAgo: Double, _ culprit: OomKill.Culprit)
  /// It stands at memory.max, or above memory.high and is slowed.
  case memoryLimit(Binder)
  /// A quota throttles it.
  case cpuLimit(Binder)
  /// It stands at pids.max: forks fail.
  case pidsLimit(Binder)
  /// It waits at io.max.
  case ioLimit(Binder)
  /// It waits for memory though no limit of its own or above binds.
  case memory(MemoryWait)
  /// It waits for CPUs that others use.
  case cpu
  /// It waits for devices.
  case disk
  /// It is read back from swap.
  case swap
  /// It is frozen: nothing runs.
  case frozen

  /// Which comes first.
  package var severity: Int {
    switch self {
    case .killed: 0
    case .memoryLimit: 1
    case .cpuLimit: 2
    case .pidsLimit: 3
    case .ioLimit: 4
    case .memory: 5
    case .cpu: 6
    case .disk: 7
    case .swap: 8
    case .frozen: 9
    }
  }

  /// A word for a machine.
  package var code: String {
    switch self {
    case .killed: "oom"
    case .memoryLimit: "memory_limit"
    case .cpuLimit: "cpu_limit"
    case .pidsLimit: "pids_limit"
    case .ioLimit: "io_limit"
    case .memory: "memory"
    case .cpu: "cpu"
    case .disk: "disk"
    case .swap: "swap"
    case .frozen: "frozen"
    }
  }

  /// The limit that binds, if one does.
  package var binder: Binder? {
    switch self {
    case .memoryLimit(let binder), .cpuLimit(let binder), .pidsLimit(let binder), .ioLimit(let binder): binder
    case .killed, .memory, .cpu, .disk, .swap, .frozen: nil
    }
  }

  /// What groups compete for where this is the cause: who has most of it is named. Nil where nobody else's use explains it.
  var contended: MetricID? {
    switch self {
    case .cpu: VerdictMetric.cpuCores
    case .disk: VerdictMetric.ioBytes
    case .memory, .swap: VerdictMetric.memoryCurrent
    case .killed, .memoryLimit, .cpuLimit, .pidsLimit, .ioLimit, .frozen: nil
    }
  }

  /// The word of the column *why*: `mem limit`, `cpu ^alice`.
  ///
  /// - Parameter name: what a group is called.
  package func word(_ name: (Int) -> String) -> String {
    func limit(_ resource: String, _ binder: Binder) -> String {
      binder.isOwn ? "\(resource) limit" : "\(resource) ^\(name(binder.slot))"
    }
    return switch self {
    case .killed(let count, let ago, _):
      "oom \(Self.age(ago))" + (count > 1 ? " x\(count)" : "")
    case .memoryLimit(let binder): limit("mem", binder)
    case .cpuLimit(let binder): limit("cpu", binder)
    case .pidsLimit(let binder): limit("pids", binder)
    case .ioLimit(let binder): limit("io", binder)
    case .memory: "memory"
    case .cpu: "cpu"
    case .disk: "disk"
    case .swap: "swap"
    case .frozen: "frozen"
    }
  }

  private static func age(_ seconds: Double) -> String {
    seconds < 60 ? "\(Int(max(0, seconds)))s" : "\(Int(seconds / 60))m"
  }
}
