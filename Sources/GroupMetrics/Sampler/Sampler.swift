package import ControlGroups

/// Reads the figures of control groups, again and again, at the cost of one pread(2) a file.
///
/// Synchronous, and of one thread: its snapshots may go to others. It reads what the asked metrics need and nothing
/// else, keeps descriptors within a budget, and takes rates only from two samples of the same incarnation.
package final class Sampler {
  /// How a sampler is made.
  package struct Options: Sendable {
    /// Files that are kept open: about 5.4 kB of kernel memory each. Others are opened for each read.
    package var budget = 4096
    /// How many levels below what was asked for; 0 is the groups themselves.
    package var depth = Int.max
    /// Whether to tell what the reading of each file cost (`nanoseconds(in:)`): a look at the clock a file.
    package var timesFiles = false
    /// Whether the machine is read too: snapshots then have its figures, and the machine's root those of /proc that its
    /// files lack.
    package var readsHost = false
    /// Every how many samples a leaf is read that used no CPU time since it was last read, and that nobody looks at
    /// (`Sampler.visible`). Between, its figures are those of its last reading, and `Snapshot.age` says how old they are.
    package var idlePace = 1

    package init(
      budget: Int = 4096, depth: Int = .max, timesFiles: Bool = false, readsHost: Bool = false, idlePace: Int = 1
    ) {
      self.budget = budget
      self.depth = depth
      self.timesFiles = timesFiles
      self.readsHost = readsHost
      self.idlePace = max(1, idlePace)
    }
  }

  let hierarchy: Hierarchy
  let calls: any SystemCalls
  var plan: SamplePlan
  var table: GroupTable
  let evaluation = Evaluation()
  var reader: GroupReader
  var networks: NetworkReader
  var processes: ProcessReader
  /// By slot: the busiest process, and the sample that it is of.
  var tops: [Result<ProcessReader.Top?, MissingFault>] = []
  var topSample = 0
  /// Texts of metrics, by slot, of the sample that is made.
  var texts: [MetricID: [ByteText?]] = [:]
  /// The slots of groups that somebody looks at: they are read at each sample, also while they are idle.
  package var visible: Set<Int> {
    get { reader.pace.visible }
    set { reader.pace.visible = newValue }
  }
  /// By slot: whether the group was read in the sample before; empty while all always were.
  private var wasFresh: [Bool] = []
  /// By slot: the network namespace of the last sample; 0 for none.
  var namespaces: [UInt64] = []
  private let host: HostReader?
  private let scope: HostScope?
  /// Columns of results, and the places of the host's metrics that mean the same for the machine.
  private let hostColumns: [(column: Int, place: Int)]
  private var groups: [Snapshot.Group?] = []
  /// Samples taken.
  private(set) var number = 0
  /// For how long the machine had slept at the last sample (`SleepClock`).
  private var slept: Int64 = 0
  private var didSleep = false
  /// When what seldom changes was last looked at; by so many nanoseconds it is late.
  private var lookedAround: UInt64 = 0
  private static let patience: UInt64 = 60_000_000_000

  /// - Parameters:
  ///   - asked: the metrics that snapshots answer.
  ///   - keyed: the files of which they have each line besides (`KeyedMetric`).
  ///   - roots: the groups to sample, with what is below them. Those above are read for their limits.
  ///   - enters: whether to sample what is below a group.
  package init(
    _ hierarchy: Hierarchy, metrics asked: [MetricID], keyed: FileSet = FileSet(), roots: [GroupPath] = [.root],
    _ options: Options = Options(), enters: @escaping (ControlGroup) -> Bool = { _ in true }
  ) {
    self.hierarchy = hierarchy
    calls = hierarchy.calls
    plan = SamplePlan(asked, keyed: keyed)
    table = GroupTable(hierarchy, roots: roots, depth: options.depth, enters: enters)
    reader = GroupReader(hierarchy, plan.files, budget: options.budget)
    if options.timesFiles { reader.spent = Array(repeating: 0, count: plan.files.count) }
    networks = NetworkReader(hierarchy)
    processes = ProcessReader(hierarchy)
    reader.pace.every = options.idlePace
    reader.kept.everyGroups = reader.pace.askedFile
    if plan.column(of: DeviceCounters.metric) != nil { reader.byDevice = DeviceCounters(hierarchy) }
    reader.tables = plan.tables.map { KeyedTable(hierarchy, $0) }
    evaluation.now = Array(repeating: [], count: plan.rawCount)
    evaluation.before = evaluation.now
    evaluation.figures = Array(repeating: [], count: plan.metrics.count)
    evaluation.hidesLimits = !hierarchy.isMachineRoot
    // The kernel is asked once for each controller.
    for (controller, files) in Dictionary(grouping: plan.files.map(\.file), by: { $0.row?.controller }) {
      guard let controller, hierarchy.hidesLimits(of: controller) else { continue }
      for file in files { evaluation.hiddenFiles.formUnion(FileSet(file)) }
    }
    host = options.readsHost ? HostReader(hierarchy) : nil
    scope = options.readsHost ? HostScope(hierarchy) : nil
    hostColumns = plan.metrics.enumerated().compactMap { column, id in
      HostMetric.index("host." + Catalogue[id].name).map { (column, $0) }
    }
  }

  deinit { reader.kept.closeAll(calls) }

  /// The groups, as they are open now: by slot.
  package func group(_ slot: Int) -> ControlGroup? { table.entries[slot]?.group }

  /// How many descriptors of files are kept.
  package var keptDescriptors: Int { reader.kept.count }

  /// What the last sample spent with files, all groups together; 0 without `timesFiles`.
  package func nanoseconds(in files: FileSet) -> UInt64 {
    var sum: UInt64 = 0
    for index in reader.spent.indices where files.contains(FileSet(reader.files[index].file)) {
      sum += reader.spent[index]
    }
    return sum + (files.contains(FileSet(.network)) ? networkNanoseconds : 0)
  }

  private var networkNanoseconds: UInt64 = 0

  /// Reads everything once.
  package func sample() throws(ControlGroupError) -> Snapshot { try sample(nil, by: .max).snapshot }

  /// Reads set by set, as far as there is time: the figures of a set are there for all groups or for none.
  ///
  /// - Parameter deadline: on the monotonic clock.
  /// - Returns: besides the snapshot, for each set whether it was read.
  package func sample(
    _ sets: [TimedSet]?, by deadline: UInt64
  ) throws(ControlGroupError) -> (snapshot: Snapshot, isRead: [Bool]) {
    number += 1
    noticeSleep()
    let monotonic = calls.monotonicNanoseconds
    let wall = calls.wallNanoseconds
    evaluation.wallClock = Double(wall) / 1e9
    if number == 1 || evaluation.cpus == 0 || monotonic &- lookedAround >= Self.patience {
      lookedAround = monotonic
      lookAround()
    }
    // Half of the time at most, so that something is read as well.
    try table.refresh(by: deadline == .max ? .max : monotonic + (deadline - min(deadline, monotonic)) / 2)
    takeChanges()
    evaluation.beginSample()
    let machine = host?.read()
    if let online = machine?.figure("host.cpu.cap")?.number, online > 0 { evaluation.cpus = online }
    if number % 32 == 0 {
      reader.kept.rebalance(evaluation, plan, table.order, visible: reader.pace.visible, calls)
    }
    swap(&reader.now, &evaluation.now)
    swap(&reader.interval, &evaluation.interval)
    var isRead: [Bool] = []
    if let sets {
      isRead = reader.readSets(sets, table, number: number, didSleep: didSleep, by: deadline)
    } else {
      reader.readAll(table, number: number, didSleep: didSleep)
    }
    swap(&reader.now, &evaluation.now)
    swap(&reader.interval, &evaluation.interval)
    readSuccessors(sets.map { Array(zip($0, isRead)) })
    keepSkipped()
    let beforeNetworks = reader.spent.isEmpty ? 0 : calls.monotonicNanoseconds
    let place = sets?.firstIndex { $0.files.contains(FileSet(.network)) }
    if sets != nil, place == nil {
      leaveOutNetworks()
    } else if let place, !isRead[place] || beforeNetworks &+ networkNanoseconds > deadline {
      isRead[place] = false
      leaveOutNetworks()
    } else if !readNetworks(by: deadline) {
      if let place { isRead[place] = false }
      leaveOutNetworks()
    }
    if !reader.spent.isEmpty { networkNanoseconds = calls.monotonicNanoseconds &- beforeNetworks }
    evaluate()
    if reader.pace.every > 1 { reader.pace.note(evaluation, reader.fresh) }
    if let machine { tellRoot(machine) }
    let snapshot = Snapshot(
      groups: groups, slots: shownSlots(), metrics: plan.metrics, columns: evaluation.figures, texts: texts,
      wallNanoseconds: wall, monotonicNanoseconds: monotonic, number: number, host: machine, scope: scope,
      devices: reader.byDevice?.figures ?? [], keyed: keyedFigures, read: reader.pace.every > 1 ? reader.stamps : [])
    return (snapshot, isRead)
  }

  /// A group that went and came again between two samples is in this one.
  private func readSuccessors(_ sets: [(set: TimedSet, isRead: Bool)]?) {
    if reader.vanished.isEmpty { return }
    for slot in reader.vanished { table.lost(slot) }
    let gone = reader.vanished.map { (slot: $0, inode: groups[$0]?.inode) }
    let found = table.successors()
    takeChanges()
    reader.vanished = gone.filter { groups[$0.slot]?.inode == $0.inode }.map(\.slot)
    swap(&reader.now, &evaluation.now)
    swap(&reader.interval, &evaluation.interval)
    reader.readLate(found, table, sets, didSleep: didSleep)
    swap(&reader.now, &evaluation.now)
    swap(&reader.interval, &evaluation.interval)
  }

  private var keyedFigures: [KeyedFigures] {
    reader.tables.map { KeyedFigures($0, states: plan.column(of: $0.file).map { evaluation.now[$0] } ?? []) }
  }

  /// The raw numbers of a group that was not read are still those of its last reading: in both samples, from the second
  /// time on that it is not read.
  private func keepSkipped() {
    if reader.fresh.count == table.order.count, wasFresh.isEmpty { return }
    if wasFresh.count < table.entries.count {
      wasFresh.append(contentsOf: repeatElement(true, count: table.entries.count - wasFresh.count))
    }
    forSkipped { slot in
      guard wasFresh[slot] else { return }
      for column in evaluation.now.indices { evaluation.now[column][slot] = evaluation.before[column][slot] }
      wasFresh[slot] = false
    }
    for index in reader.fresh.indices { wasFresh[reader.fresh[index]] = true }
  }

  /// The slots that are not read this time.
  func forSkipped(_ body: (Int) -> Void) {
    guard reader.fresh.count < table.order.count else { return }
    var next = 0
    for index in table.order.indices {
      let slot = table.order[index]
      if next < reader.fresh.count, reader.fresh[next] == slot { next += 1 } else { body(slot) }
    }
  }

  /// The truth about the machine's root, which lacks most files. A namespace's root has its own.
  private func tellRoot(_ machine: HostFigures) {
    guard scope?.isMachine == true, let root = table.order.first else { return }
    for (column, place) in hostColumns { evaluation.figures[column][root] = machine[place: place] }
  }

  /// A group that was gone when it was read leaves quietly.
  private func shownSlots() -> [Int] {
    reader.vanished.isEmpty ? table.asked : table.asked.filter { !reader.vanished.contains($0) }
  }

  private func noticeSleep() {
    let now = SleepClock.nanoseconds(calls)
    didSleep = number > 1 && SleepClock.hasSlept(from: slept, to: now)
    slept = now
  }

  /// What seldom changes, but may in the life of a sampler: CPUs are added, and a device gets the number of one that went
  /// (259:… and others that are given in turn).
  private func lookAround() {
    if evaluation.cpus > 0, hierarchy.kind == .copy { return }
    evaluation.cpus = machineCPUs()
    reader.devices.forget()
    reader.byDevice?.forgetNames()
    for index in reader.tables.indices { reader.tables[index].refreshNames() }
  }

  private func machineCPUs() -> Double {
    guard let text = hierarchy.proc("stat") else { return Double(hierarchy.calls.usableCPUs ?? 0) }
    return Double(
      text.split(separator: UInt8(ascii: "\n")).count { $0.starts(with: "cpu".utf8) && !$0.starts(with: "cpu ".utf8) })
  }

  /// Makes room for new slots, and clears those whose group is another one now.
  private func takeChanges() {
    let count = table.entries.count
    let none = Missing(.firstSample).packed
    func grow(_ column: inout [Double]) {
      if column.count < count { column.append(contentsOf: repeatElement(none, count: count - column.count)) }
    }
    if reader.stamps.count < count {
      for index in evaluation.now.indices { grow(&evaluation.now[index]) }
      for index in evaluation.before.indices { grow(&evaluation.before[index]) }
      for index in evaluation.figures.indices { grow(&evaluation.figures[index]) }
      grow(&evaluation.interval)
      evaluation.parents.append(contentsOf: repeatElement(-1, count: count - reader.stamps.count))
      evaluation.inners.append(contentsOf: repeatElement(-1, count: count - reader.stamps.count))
      groups.append(contentsOf: repeatElement(nil, count: count - reader.stamps.count))
      reader.stamps.append(contentsOf: repeatElement(0, count: count - reader.stamps.count))
      reader.kept.grow(to: count)
      reader.byDevice?.grow(to: count)
      for index in reader.tables.indices { reader.tables[index].grow(to: count) }
      reader.pace.grow(to: count)
    }
    let changed = table.takeChanged()
    for slot in changed {
      if let above = groups[slot]?.parent, evaluation.inners[above] == slot { evaluation.inners[above] = -1 }
      evaluation.inners[slot] = -1
      reader.kept.close(slot, calls)
      reader.stamps[slot] = 0
      reader.byDevice?.clear(slot)
      for index in reader.tables.indices { reader.tables[index].clear(slot) }
      reader.pace.clear(slot)
      for index in evaluation.now.indices { evaluation.now[index][slot] = none }
      for index in evaluation.before.indices { evaluation.before[index][slot] = none }
      for index in evaluation.figures.indices { evaluation.figures[index][slot] = none }
      guard let entry = table.entries[slot] else {
        groups[slot] = nil
        continue
      }
      evaluation.parents[slot] = entry.parent
      groups[slot] = Snapshot.Group(
        path: entry.group.path, inode: entry.group.id, parent: entry.parent < 0 ? nil : Int(entry.parent),
        isAsked: entry.isAsked)
    }
    for slot in changed {
      guard let entry = table.entries[slot], entry.parent >= 0,
        ContainerPair(entry.group.path)?.inner == entry.group.path
      else { continue }
      evaluation.inners[Int(entry.parent)] = Int32(slot)
    }
  }
}
