internal import ControlGroups
internal import GroupMetrics

/// The first row: the machine, or a namespace's root with its own limits; and what no group below it accounts for.
struct StatHost {
  let figures: HostFigures
  let scope: HostScope
  /// The root's slot.
  let slot: Int
  /// Why tasks of the machine waited for CPUs; nil where next to none did.
  let cpuCause: CPUPressureCause?
  private let gaps: [MetricID: Figure]

  /// Metrics whose figures of the root and of the groups directly below it can be compared.
  static let compared = [VerdictMetric.cpuCores, VerdictMetric.memoryCurrent]

  /// Nil where the sampler did not read the machine.
  init?(_ snapshot: Snapshot) {
    guard let host = snapshot.host, let scope = snapshot.scope,
      let slot = snapshot.rootSlot
    else { return nil }
    figures = host
    self.scope = scope
    self.slot = slot
    cpuCause = CPUPressureCause(of: host, in: snapshot)
    let below = snapshot.slots.filter { snapshot.groups[$0]?.parent == slot }
    var gaps: [MetricID: Figure] = [:]
    for metric in Self.compared {
      let whole = snapshot.packed(metric, slot)
      if whole.isNaN, Missing(packed: whole).reason == .notSampled { continue }
      let parts = below.map { snapshot.packed(metric, $0) }
      let gap =
        metric == VerdictMetric.cpuCores
        ? Unattributed.cores(host: whole, groups: parts) : Unattributed.memory(host: whole, groups: parts)
      gaps[metric] = Figure(packed: gap)
    }
    self.gaps = gaps
  }

  /// What no group accounts for; nil of a metric for which that means nothing.
  func unattributed(_ metric: MetricID) -> Figure? { gaps[metric] }

  /// What the columns do not say, in one line.
  var line: String {
    func number(_ name: String) -> Double? { figures.figure("host." + name)?.number }
    func percent(_ name: String) -> String { number(name).map { Human.percent($0) } ?? "-" }
    func bytes(_ name: String) -> String { number(name).map { Human.bytes(Human.whole($0)) } ?? "-" }
    func count(_ name: String) -> String { number(name).map { "\(Human.whole($0))" } ?? "-" }
    var parts = [
      "\(count("cpu.cap")) CPUs online, \(percent("cpu.steal")) stolen, run queue \(count("run_queue"))",
      "\(bytes("memory.headroom")) of \(bytes("memory.cap")) available",
      "swap in \(bytes("memory.swap.in"))/s out \(bytes("memory.swap.out"))/s",
    ]
    let disks = figures.disks.filter { $0.kind == .lowest && !$0.busy.isNaN }.sorted { $0.busy > $1.busy }
    for disk in disks.prefix(3) {
      parts.append("\(disk.name.description) \(Human.percent(disk.busy)) busy, queue \(Human.tenths(disk.queue))")
    }
    switch cpuCause {
    case .throttling: parts.append("waits for CPUs are by quotas")
    case .both: parts.append("waits for CPUs are partly by quotas")
    case .contention, nil: break
    }
    return "\(scope.label): " + parts.joined(separator: "; ")
  }
}

extension StatHost {
  /// Its member of the object (Documentation/schemas/stat.schema.json), but for the root's figures.
  func write(_ json: inout JSONText) {
    json.key("label")
    json.text(scope.label)
    json.key("cpu_pressure_cause")
    if let cpuCause { json.text(cpuCause.rawValue) } else { json.null() }
    json.key("unattributed")
    json.object { json in
      for metric in Self.compared {
        guard let gap = gaps[metric] else { continue }
        json.key(Catalogue[metric].name)
        if let number = gap.number { json.figure(number) } else { json.null() }
      }
    }
    json.key("machine")
    json.object { json in
      for place in HostMetric.all.indices {
        json.key(HostMetric.all[place].name)
        json.packed(figures[place: place])
      }
    }
    json.key("machine_absent")
    json.object { json in
      for place in HostMetric.all.indices {
        guard case .missing(let missing) = Figure(packed: figures[place: place]) else { continue }
        json.key(HostMetric.all[place].name)
        json.object { json in
          json.key("reason")
          json.text(missing.code)
          json.key("meaning")
          json.text(HostMetric.all[place].meaning(of: missing))
        }
      }
    }
    json.key("disks")
    json.array { json in for disk in figures.disks { json.object { Self.disk(disk, &$0) } } }
  }

  private static func disk(_ disk: DiskFigures, _ json: inout JSONText) {
    json.key("device")
    json.text("\(disk.device)")
    json.key("name")
    json.text(disk.name)
    json.key("kind")
    json.text(disk.kind.rawValue)
    let figures = [
      ("busy", disk.busy), ("queue", disk.queue), ("in_flight", disk.inFlight), ("read", disk.read),
      ("written", disk.written), ("discarded", disk.discarded), ("read_ops", disk.readOperations),
      ("write_ops", disk.writeOperations), ("read_time", disk.readTime), ("write_time", disk.writeTime),
    ]
    for (name, value) in figures {
      json.key(name)
      json.packed(value)
    }
  }
}

extension JSONText {
  /// A packed figure: null where it is missing.
  mutating func packed(_ value: Double) {
    if value.isNaN { null() } else if value == .infinity { text("max") } else { figure(value) }
  }
}
