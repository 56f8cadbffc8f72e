internal import ControlGroups

/// A cause in words for a person: what holds the group back, with the evidence; and the line that would help.
package struct Advice: Equatable, Sendable {
  /// What is so: one clause without the group's name, such as `is held by its own cpu.max 2.0: throttled 71% of periods`.
  package var sentence: String
  /// A line to copy; nil where none helps.
  package var command: String?

  /// - Parameters:
  ///   - rows: the slots that may be named as using most of what the group waits for.
  ///   - idleCPUs: how many CPUs the machine has free; nil where it cannot be told.
  ///   - name: what a group is called, and typed as.
  package init(
    _ cause: Cause, of slot: Int, in snapshot: Snapshot, among rows: [Int], idleCPUs: Double? = nil,
    name: (Int) -> String
  ) {
    func figure(_ metric: MetricID) -> Double? { snapshot.number(metric, slot) }
    func percent(_ metric: MetricID) -> String { figure(metric).map { Human.percent($0) } ?? "-" }
    func who(_ binder: Cause.Binder) -> String { binder.isOwn ? "its own" : "\(name(binder.slot))'s" }
    func target(_ slot: Int) -> String { Shell.quoted(ByteText(name(slot))) }
    func raise(_ binder: Cause.Binder) -> String {
      "weir set \(target(binder.slot)) \(binder.file)=\(Self.size(binder.limit * 1.5))"
    }
    let takers = Verdict.takers(from: slot, by: cause, among: rows, in: snapshot)
    let taking = Self.taking(cause, takers, snapshot, name)
    switch cause {
    case .killed(let count, let ago, let culprit):
      let when = ago < 60 ? "\(Int(max(0, ago))) s" : "\(Int(ago / 60)) min"
      sentence =
        (count == 1
          ? "lost a process to the OOM killer \(when) ago"
          : "lost \(count) processes to the OOM killer, the last \(when) ago") + culprit.clause
      if let hit = culprit.path.flatMap({ snapshot.slot(of: $0) }),
        let limit = snapshot.number(VerdictMetric.memoryMax, hit)
      {
        command =
          "weir set \(target(snapshot.isOwn(hit, of: slot) ? slot : hit)) memory.max=\(Self.size(limit * 1.5))"
      }
    case .memoryLimit(let binder):
      sentence = MemoryWords(snapshot: snapshot, slot: slot).atLimit(binder, of: who(binder))
      command = raise(binder)
    case .cpuLimit(let binder):
      sentence =
        "is held by \(who(binder)) cpu.max \(Self.cores(binder.limit)): throttled \(percent(VerdictMetric.cpuThrottled)) of periods"
        + (idleCPUs.map { ", host idle \(Self.cores($0)) CPUs" } ?? "")
      command = "weir set \(target(binder.slot)) cpu.max=\(Self.cores((binder.limit * 1.5 * 10).rounded(.up) / 10))cpu"
    case .pidsLimit(let binder):
      sentence =
        "is at \(who(binder)) pids.max \(Human.whole(binder.limit)): \(figure(VerdictMetric.pidsCurrent).map { "\(Human.whole($0))" } ?? "-") tasks"
        + (PidsEvidence(snapshot: snapshot, slot: slot).forksFail(at: binder) ? ", forks fail" : "")
      command = "weir set \(target(binder.slot)) pids.max=\(Human.whole(binder.limit * 2))"
    case .ioLimit(let binder):
      sentence = "waits at \(who(binder)) io.max \(percent(VerdictMetric.ioPressure)) of the time"
      command = "weir get --effective \(target(slot)) io.max"
    case .memory(let wait):
      let words = MemoryWords(snapshot: snapshot, slot: slot)
      switch wait {
      case .machineIsShort:
        sentence = words.machineIsShort + taking
        command = takers.first.map {
          "weir set \(target($0)) memory.high=\(Self.size((snapshot.number(VerdictMetric.memoryCurrent, $0) ?? 0) * 0.8))"
        }
      case .limitBelow(let binder):
        sentence = words.limitBelow(binder, name)
        command = binder.map(raise)
      case .unexplained:
        sentence = words.unexplained
        command = nil
      }
    case .cpu:
      sentence =
        "waits for a CPU \(percent(VerdictMetric.cpuPressure)) of the time, by no quota: "
        + Self.users(of: slot, in: snapshot) + taking
      command = takers.first.map { "weir set \(target($0)) cpu.weight=50" }
    case .disk:
      sentence = "waits for disks \(percent(VerdictMetric.ioPressure)) of the time\(taking)"
      command = takers.first.map { "weir set \(target($0)) io.weight=50" }
    case .swap:
      sentence = "is read back from swap, \(figure(VerdictMetric.memorySwapIn).map(Self.rate) ?? "-") a second\(taking)"
      command = nil
    case .frozen:
      sentence = "is frozen: nothing in it runs"
      command = "weir thaw \(target(slot))"
    }
  }

  /// Who uses the CPUs that a group waits for. Beside the root there is nobody: the machine's holds all that runs, and who
  /// is beside that of a namespace cannot be seen from within.
  private static func users(of slot: Int, in snapshot: Snapshot) -> String {
    guard let group = snapshot.groups[slot], group.path.isRoot else { return "others use them" }
    return snapshot.scope?.isMachine ?? (group.inode == 1)
      ? "what runs on the machine wants more than there are"
      : "what runs in it wants more than there are, or others of the machine use them"
  }

  /// `; docker:batch takes 2.9 CPUs`.
  private static func taking(
    _ cause: Cause, _ takers: [Int], _ snapshot: Snapshot, _ name: (Int) -> String
  ) -> String {
    guard let metric = cause.contended else { return "" }
    func amount(_ value: Double) -> String {
      switch cause {
      case .cpu: "\(cores(value)) CPUs"
      case .disk: "\(rate(value)) a second"
      default: size(value)
      }
    }
    let parts = takers.compactMap { taker in
      snapshot.number(metric, taker).map { "\(name(taker)) takes \(amount($0))" }
    }
    return parts.isEmpty ? "" : "; " + parts.joined(separator: ", ")
  }

  /// `512M`, `1.5G`: what can be typed back.
  static func size(_ bytes: Double) -> String { scaled(bytes, 1024, ["", "K", "M", "G", "T", "P", "E"]) }

  /// `60M`, 1000-based.
  static func rate(_ bytes: Double) -> String { scaled(bytes, 1000, ["", "k", "M", "G", "T", "P", "E"]) }

  private static func scaled(_ value: Double, _ base: Double, _ letters: [String]) -> String {
    guard value.isFinite, value >= 0 else { return "max" }
    var rest = value
    var index = 0
    while rest >= base, index + 1 < letters.count {
      rest /= base
      index += 1
    }
    let isWhole = rest == rest.rounded() || rest >= 100 || index == 0
    return (isWhole ? "\(Human.whole(rest.rounded()))" : Human.tenths(rest)) + letters[index]
  }

  /// `2.0`, which can be typed back too.
  static func cores(_ value: Double) -> String { value.isFinite ? Human.tenths(value) : "max" }
}
