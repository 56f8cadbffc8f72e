internal import ContainerIdentity
internal import ControlGroups
internal import GroupMetrics

/// What one interval tells of the machine and of its groups.
struct WhyReport {
  /// A group, and what holds it back.
  struct Row {
    let slot: Int
    let path: GroupPath
    let target: ByteText
    let identity: Identity
    let causes: [(cause: Cause, advice: Advice)]
    /// What its manager knows of its end; nil where nothing is worth a word, and where all groups were looked at.
    var end: ServiceEnd?

    /// For a person: a name that no engine confirmed is marked.
    var shown: String { "\(target)\(identity.guessMark)" }
  }

  let snapshot: Snapshot
  let interval: Double
  let scope: HostScope
  let host: HostFigures
  /// Of the machine's CPU pressure; nil where there is next to none.
  let cpuCause: CPUPressureCause?
  /// The rows of the targets, or those that something holds back, the most severe first.
  let rows: [Row]
  /// OOM kills of the last ten minutes.
  let past: PastKills
  /// How many groups were looked at.
  let count: Int
  /// Whether all groups were looked at, and not targets alone.
  let isOfAll: Bool

  /// - Parameters:
  ///   - asked: the groups, of which some may be gone; nil for all.
  ///   - ended: asks a service's manager.
  ///   - killed: asks the manager of a unit whose group is gone.
  ///   - wait: lets the interval pass.
  init(
    _ hierarchy: Hierarchy, _ asked: [GroupPath]?, ended: (Identity) -> ServiceEnd?,
    killed: @escaping (Identity) -> OomEvidence = { _ in .unknown }, _ wait: () -> Void
  ) throws {
    let columns = try StatColumns("cpu.cores", sort: "cpu.cores")
    let metrics = VerdictMetric.all + [Catalogue.id("memory.events.oom_kill")]
    // All are sampled: who competes with a target is one of the others.
    var sampler = StatRows(
      hierarchy, columns, targets: asked ?? [], also: metrics, everywhere: true, readsHost: true)
    var ioLimits = IOLimits(hierarchy)
    ioLimits.begin(try sampler.sample().snapshot)
    var watch = KillWatch(hierarchy, ended: killed)
    // What comes from now on is counted: of many kills the log has a few. Read before the first look, which takes its time:
    // a kill between the two is in what the log has besides at the end, and one behind that look would be in both.
    let before = OomLog.read(hierarchy)
    _ = try watch.tick()
    wait()
    let list = try sampler.sample()
    let counted = try watch.last()
    past = PastKills(hierarchy, before: before, counted: counted)
    let host = list.snapshot.host ?? HostFigures()
    let chosen = asked.map(Set.init)
    let judged = list.rows.filter { chosen?.contains($0.path) ?? true }
    if let asked, judged.isEmpty { throw ControlGroupError.vanished(asked.first ?? .root) }
    let machine = WhyMachine(list: list, host: host, past: past, ioLimits: ioLimits.binding(in: list.snapshot))
    self.rows = judged.map { row in
      var verdict = machine.judge(row)
      if asked != nil { verdict.end = ended(row.group.identity) }
      return verdict
    }.filter { asked != nil || !$0.causes.isEmpty }.sorted {
      let left = $0.causes.first?.cause.severity ?? .max
      let right = $1.causes.first?.cause.severity ?? .max
      return left != right ? left < right : $0.target < $1.target
    }
    snapshot = list.snapshot
    interval = list.interval
    scope = HostScope(hierarchy)
    self.host = host
    cpuCause = machine.cpuCause
    count = list.rows.count
    isOfAll = asked == nil
  }
}

/// What is the same for all groups of an interval.
private struct WhyMachine {
  let list: StatList
  let slots: [Int]
  let names: [Int: ByteText]
  let idle: Double?
  let cpuCause: CPUPressureCause?
  let past: PastKills
  let ioLimits: [Int: Cause.Binder]

  init(list: StatList, host: HostFigures, past: PastKills, ioLimits: [Int: Cause.Binder]) {
    self.list = list
    self.ioLimits = ioLimits
    self.past = past
    slots = list.rows.map(\.slot)
    names = Dictionary(list.rows.map { ($0.slot, $0.target) }, uniquingKeysWith: { first, _ in first })
    idle = host.idleCPUs
    cpuCause = CPUPressureCause(of: host, in: list.snapshot)
  }

  func judge(_ row: StatList.Row) -> WhyReport.Row {
    let snapshot = list.snapshot
    var context = Verdict.Context()
    context.ioLimit = ioLimits[row.slot]
    context.kills = past.context(of: row.path)
    let causes = Verdict(snapshot, row.slot, context).causes.map { cause in
      (cause, Advice(cause, of: row.slot, in: snapshot, among: slots, idleCPUs: idle, name: name))
    }
    return WhyReport.Row(
      slot: row.slot, path: row.path, target: row.target, identity: row.group.identity, causes: causes)
  }

  /// As one types it.
  private func name(_ slot: Int) -> String {
    if let name = names[slot] { return name.description }
    return list.snapshot.groups[slot].map { $0.path.description } ?? "-"
  }
}
