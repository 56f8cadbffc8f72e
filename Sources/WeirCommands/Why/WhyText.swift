internal import ControlGroups
internal import GroupMetrics

/// The report for a person: at most 20 lines where no target was given.
struct WhyText {
  let report: WhyReport

  /// Groups that fit into 20 lines, with two for each, behind those of the machine.
  private static let mostGroups = 8

  var text: String { (report.isOfAll ? machine + ofAll : report.rows.flatMap(ofOne)).map { $0 + "\n" }.joined() }

  private var machine: [String] {
    let host = report.host
    func number(_ name: String) -> Double? { host.figure("host." + name)?.number }
    func bytes(_ name: String) -> String { number(name).map { Human.bytes(Human.whole($0)) } ?? "-" }
    func percent(_ name: String) -> String { number(name).map { Human.percent($0) } ?? "-" }
    func tenths(_ name: String) -> String { number(name).map { Human.tenths($0) } ?? "-" }
    let label = report.scope.label
    let use =
      "\(label): \(tenths("cpu.cores")) of \(number("cpu.cap").map { "\(Human.whole($0))" } ?? "-") CPUs,"
      + " memory \(bytes("memory.working_set")) of \(bytes("memory.cap")),"
      + " swap \(bytes("memory.swap.current")) of \(bytes("memory.swap.max")), load \(tenths("load1"))"
    let why: String
    switch report.cpuCause {
    case .throttling: why = " (by quotas, not for want of CPUs)"
    case .both: why = " (by quotas, and perhaps for want of CPUs)"
    case .contention: why = " (for want of CPUs)"
    case nil: why = ""
    }
    let waits =
      "\(label): waits for cpu \(percent("cpu.pressure.some"))\(why), memory \(percent("memory.pressure.some")),"
      + " io \(percent("io.pressure.some")); busiest disk \(percent("io.busy"))"
      + ((number("cpu.steal") ?? 0) >= 0.01 ? "; the hypervisor takes \(percent("cpu.steal"))" : "")
    return [use, waits]
  }

  private var ofAll: [String] {
    var lines: [String] = []
    for row in report.rows.prefix(Self.mostGroups) {
      guard let first = row.causes.first else { continue }
      lines.append("\(row.shown) \(first.advice.sentence)")
      if let command = first.advice.command { lines.append("  try: \(command)") }
    }
    let shown = report.rows.map(\.path)
    if let gone = report.past.kills.first(where: { kill in !shown.contains { $0.contains(kill.victim) } }) {
      let ago = "\(Int(report.past.secondsAgo(gone))) s ago"
      lines.append(
        "\(gone.target), which is gone, lost a process to the OOM killer \(ago)\(gone.culprit.clause)")
    }
    let left = report.rows.count - Self.mostGroups
    if left > 0 {
      lines.append("and \(left) more; weir stat shows all")
    } else if report.rows.isEmpty {
      let count = report.count
      lines.append(
        report.snapshot.isCopied
          ? "\(count) group\(count == 1 ? "" : "s"): \(CopiedVerdict.words)"
          : "nothing holds any of the \(count) groups back")
    }
    return lines
  }

  private func ofOne(_ row: WhyReport.Row) -> [String] {
    var lines: [String] = []
    for (_, advice) in row.causes {
      lines.append("\(row.shown) \(advice.sentence)")
      if let command = advice.command { lines.append("  try: \(command)") }
    }
    if row.causes.isEmpty {
      lines +=
        report.snapshot.isCopied(row.slot)
        ? [
          "\(row.shown): \(CopiedVerdict.words)",
          "  \(memory(row.slot))" + absent([VerdictMetric.memoryCurrent], row.slot),
        ]
        : ["\(row.shown) is not held back: \(figures(row.slot))"]
    }
    if let kills = report.snapshot.number(Catalogue.id("memory.events.oom_kill"), row.slot), kills > 0 {
      lines.append("  the OOM killer has killed \(Human.whole(kills)) of its processes since the group was made")
    }
    if let end = row.end { lines.append("  \(end.sentence)") }
    return lines
  }

  /// `0.3 CPUs, memory 812M, waits for cpu 0%, memory 0%, io 0%`: a dash stands for a figure that is absent, and behind
  /// all why.
  private func figures(_ slot: Int) -> String {
    func percent(_ metric: MetricID) -> String { figure(metric, slot) { Human.percent($0) } }
    let cores = figure(VerdictMetric.cpuCores, slot) { Human.tenths($0) }
    let shown = [
      VerdictMetric.cpuCores, VerdictMetric.memoryCurrent, VerdictMetric.cpuPressure, VerdictMetric.memoryPressure,
      VerdictMetric.ioPressure,
    ]
    return "\(cores) CPUs, \(memory(slot)),"
      + " waits for cpu \(percent(VerdictMetric.cpuPressure)), memory \(percent(VerdictMetric.memoryPressure)),"
      + " io \(percent(VerdictMetric.ioPressure))" + absent(shown, slot)
  }

  /// `memory 812M`: of a copy it is all that its files tell.
  private func memory(_ slot: Int) -> String {
    "memory \(figure(VerdictMetric.memoryCurrent, slot) { Human.bytes(Human.whole($0)) })"
  }

  private func figure(_ metric: MetricID, _ slot: Int, _ print: (Double) -> String) -> String {
    report.snapshot.number(metric, slot).map(print) ?? "-"
  }

  /// Why a figure of some is absent, each reason once.
  private func absent(_ metrics: [MetricID], _ slot: Int) -> String {
    var reasons: [String] = []
    for metric in metrics {
      guard case .missing(let missing) = report.snapshot.figure(metric, slot) else { continue }
      if !reasons.contains(missing.meaning) { reasons.append(missing.meaning) }
    }
    return reasons.isEmpty ? "" : " (\(reasons.joined(separator: "; ")))"
  }
}
